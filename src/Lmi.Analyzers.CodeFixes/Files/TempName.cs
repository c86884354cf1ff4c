using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Files;

/// <summary>The local that has to be deleted when a temporary file is: the one that keeps its path, or the directory around it that the method made for itself.</summary>
internal readonly struct TempName
{
    private TempName(ILocalSymbol local, bool isDirectory)
    {
        Local = local;
        IsDirectory = isDirectory;
    }

    public ILocalSymbol Local { get; }

    public bool IsDirectory { get; }

    /// <summary>Null when no local keeps it, or the directory might be anybody's.</summary>
    public static TempName? Of(ExpressionSyntax path, SemanticModel model, CancellationToken cancellationToken)
    {
        if (Named(path, model, cancellationToken) is not { } local)
        {
            return Directory(path, model, cancellationToken);
        }

        return local.Type is { SpecialType: SpecialType.System_String } or { Name: "FileInfo" } && PathUses.InitializerOf(local, cancellationToken) is { } value
            ? Directory(value is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 1 } creation ? creation.ArgumentList!.Arguments[0].Expression : value, model, cancellationToken) ?? new TempName(local, false)
            : local.Type.Name == "DirectoryInfo" && IsOwnDirectory(local, path, model, cancellationToken) ? new TempName(local, true)
            : null;
    }

    /// <summary>The directory that the path begins with.</summary>
    private static TempName? Directory(ExpressionSyntax path, SemanticModel model, CancellationToken cancellationToken)
    {
        var first = path switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Combine" or "Join" } access } call when access.Expression.ToString() is "Path" or "System.IO.Path" && call.ArgumentList.Arguments.Count > 1 =>
                call.ArgumentList.Arguments[0].Expression,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => sum.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>().Last(b => b.SpanStart == sum.SpanStart).Left,
            InterpolatedStringExpressionSyntax { Contents: { Count: > 1 } contents } when contents[0] is InterpolationSyntax hole && contents[1] is InterpolatedStringTextSyntax { TextToken.Text: var text } && text[0] == '/' => hole.Expression,
            _ => null,
        };
        return first != null && Named(first, model, cancellationToken) is { } local && IsOwnDirectory(local, first, model, cancellationToken) ? new TempName(local, true) : null;
    }

    private static ILocalSymbol? Named(ExpressionSyntax path, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(path is MemberAccessExpressionSyntax access && (access.Name.Identifier.ValueText == "FullName" || access.Parent is InvocationExpressionSyntax) ? access.Expression : path, cancellationToken).Symbol is ILocalSymbol { DeclaringSyntaxReferences.Length: 1 } local ? local : null;

    /// <summary>Does the method make the directory, under a name that nobody else has?</summary>
    private static bool IsOwnDirectory(ILocalSymbol local, ExpressionSyntax use, SemanticModel model, CancellationToken cancellationToken)
    {
        if (PathUses.InitializerOf(local, cancellationToken) is not { } made || PathUses.ScopeOf(use) is not { } scope)
        {
            return false;
        }

        if (made.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().Any(static m => m.Name.Identifier.ValueText == "CreateTempSubdirectory"))
        {
            return local.Type.Name == "DirectoryInfo" ? made is InvocationExpressionSyntax : made is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FullName", Expression: InvocationExpressionSyntax };
        }

        return UniqueName.IsUnique(made) && (made is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CreateDirectory" } }
            || PathUses.Of(local, scope, model, cancellationToken).Any(static u => u.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CreateDirectory" or "ExtractToDirectory" } } }
                || u.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Create" }));
    }
}
