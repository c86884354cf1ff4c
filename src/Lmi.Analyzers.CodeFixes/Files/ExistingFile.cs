using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Files;

/// <summary>
/// Answers whether a write needs the file to be there, or goes on with what is in it: it appends, replaces, or opens in another mode than those that make the file anew. Under a name that nobody else has
/// there is no such file.
/// </summary>
internal static class ExistingFile
{
    private static readonly Regex s_kept = new(@"\b(FileMode\.(Append|Truncate|OpenOrCreate)|ZipArchiveMode\.Update)\b", RegexOptions.CultureInvariant);
    private static readonly Regex s_opened = new(@"\bFileMode\.Open\b", RegexOptions.CultureInvariant);
    private static readonly Regex s_writing = new(@"\bFileAccess\.(Read)?Write\b", RegexOptions.CultureInvariant);
    private static readonly Regex s_mode = new(@"\bMode\s*=", RegexOptions.CultureInvariant);

    /// <summary>Reads the arguments of the call that is told the path; of a method of ours those of all calls in the body that writes.</summary>
    public static bool IsNeeded(RepairRequest request, ExpressionSyntax path, SemanticModel model, CancellationToken cancellationToken)
    {
        if (request.Diagnostic.Properties.TryGetValue(DiagnosticKeys.Member, out var member) && (member!.IndexOf("Append", StringComparison.Ordinal) >= 0 || member.EndsWith(".Replace", StringComparison.Ordinal)))
        {
            return true;
        }

        var call = path.Ancestors().OfType<ExpressionSyntax>().FirstOrDefault(e => e is InvocationExpressionSyntax || e is BaseObjectCreationExpressionSyntax && model.GetTypeInfo(e, cancellationToken).Type?.Name is not ("FileInfo" or "DirectoryInfo"));
        if (call is null)
        {
            return false;
        }

        if (model.GetSymbolInfo(call, cancellationToken).Symbol is { DeclaringSyntaxReferences.IsEmpty: false } && request.Diagnostic.AdditionalLocations.LastOrDefault() is { SourceTree: { } tree } body)
        {
            return tree.GetRoot(cancellationToken).FindNode(body.SourceSpan).DescendantNodes().OfType<ArgumentListSyntax>().Select(static a => a.ToString()).Any(static a => s_kept.IsMatch(a) || s_opened.IsMatch(a) && s_writing.IsMatch(a));
        }

        var arguments = call switch
        {
            InvocationExpressionSyntax invocation => invocation.ArgumentList,
            BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
            _ => null,
        };
        return arguments != null && (IsKept(arguments.ToString()) || arguments.Arguments.Any(a => AreKept(a.Expression, model, cancellationToken)));
    }

    private static bool IsKept(string text) => s_kept.IsMatch(text) || s_opened.IsMatch(text);

    /// <summary>Options that name no mode open what is there.</summary>
    private static bool AreKept(ExpressionSyntax options, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetTypeInfo(options, cancellationToken).Type?.Name != "FileStreamOptions")
        {
            return false;
        }

        var said = new List<string> { options.ToString() };
        if (model.GetSymbolInfo(options, cancellationToken).Symbol is ILocalSymbol local && PathUses.ScopeOf(options) is { } scope)
        {
            said.Add(PathUses.InitializerOf(local, cancellationToken)?.ToString() ?? "");
            said.AddRange(PathUses.Of(local, scope, model, cancellationToken).Select(static u => u.Parent?.Parent).OfType<AssignmentExpressionSyntax>().Select(static a => a.ToString()));
        }

        return said.Exists(IsKept) || !said.Exists(s_mode.IsMatch);
    }
}
