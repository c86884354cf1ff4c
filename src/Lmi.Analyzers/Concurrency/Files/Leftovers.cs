using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency.Files;

/// <summary>
/// Answers whether nobody can delete a file that only this invocation knows: the member does not, no callee does that is given the path, and the path goes nowhere
/// else. False when the path gets out of sight: returned, stored, or told to somebody who does more than read and write. Reads the text of the member for that.
/// </summary>
internal sealed class Leftovers(ProgramSummaries summaries, FileUses uses, PathValues paths, FileRoots roots)
{
    /// <summary>Callees of callees that are given the path.</summary>
    private const int DeepestCallee = 3;

    private static readonly string[] s_listing =
    {
        "GetFiles", "EnumerateFiles", "GetFileSystemEntries", "EnumerateFileSystemEntries", "GetFileSystemInfos", "EnumerateFileSystemInfos", "GetDirectories", "EnumerateDirectories",
    };

    private const string TempFile = "M:System.IO.Path.GetTempFileName";

    public bool IsLeft(FileUse written, CancellationToken cancellationToken) => IsLeft(written.Path, ValueOf(written), written.Body, written.Span, cancellationToken);

    /// <summary>Of a file that a callee writes which is given the path, and does no more with it.</summary>
    public bool IsLeftByCaller(PathText path, CallSite call, int ordinal, BodySummary caller, CancellationToken cancellationToken) =>
        ordinal < call.ArgumentSpans.Length && !call.ArgumentSpans[ordinal].IsEmpty
        && StaysWithCallee(call.ArgumentSpans[ordinal], caller.Member, 0, cancellationToken)
        && IsLeft(path, call.Arguments[ordinal], caller, call.ArgumentSpans[ordinal], cancellationToken);

    private bool IsLeft(PathText written, Value value, BodySummary body, TextSpan span, CancellationToken cancellationToken)
    {
        var member = body.Member;
        foreach (var use in uses.Of(member, cancellationToken))
        {
            if (use.Kind == FileUseKind.Deleted && (use.Path.Kind is PathKind.Unknown or PathKind.Open || use.Path.IsEntry || use.Path.IsNameless || use.Path.IsSameFile(written) || written.IsUnder(use.Path)))
            {
                return false;
            }
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        return Carriers(value, body, names, 0, cancellationToken) && member.Tree.GetRoot(cancellationToken) is var root && !Escapes(Declaration(root, span), names, member, 0, cancellationToken) && !IsListed(written, cancellationToken);
    }

    /// <summary>
    /// Where a temporary file is created of whose path another one is made at once: nobody keeps the first. Null when there is no such place, or the other path is the same again.
    /// </summary>
    public TextSpan? MadeForName(FileUse written, CancellationToken cancellationToken)
    {
        var member = written.Body.Member;
        if (written.Path.End.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase) || !IsMadeOfTemp(ValueOf(written), written.Body, 0) || uses.Of(member, cancellationToken).Any(static u => u.Kind == FileUseKind.Deleted && u.Path.IsEntry))
        {
            return null;
        }

        foreach (var call in Declaration(member.Tree.GetRoot(cancellationToken), written.Span).DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetTempFileName" }
                && call.Parent is BinaryExpressionSyntax or InterpolationSyntax or MemberAccessExpressionSyntax or ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ChangeExtension" or "Concat" } } })
            {
                return call.Span;
            }
        }

        return null;
    }

    private static bool IsMadeOfTemp(Value value, BodySummary body, int depth) =>
        depth <= Limits.ValueDepth
        && (value.Kind == ValueKind.Local && body.Member.TryGetLocal(value, out var local) ? local.Values.Exists(v => IsMadeOfTemp(v, local.Owner, depth + 1))
            : value.Kind == ValueKind.Derived && value.Parts.Any(p => p.Kind == ValueKind.Derived && p.Id.StartsWith(TempFile, StringComparison.Ordinal) || IsMadeOfTemp(p, body, depth + 1)));

    /// <summary>
    /// Does anybody list the directory, or one around it? Then the file is found again, and may be deleted, by somebody who was never told its path. Who lists all of /tmp looks for nothing that is ours,
    /// and who lists a directory with a unique name was told it.
    /// </summary>
    private bool IsListed(PathText file, CancellationToken cancellationToken) =>
        s_listing.SelectMany(name => summaries.Naming(name, cancellationToken)).Distinct().SelectMany(m => uses.Of(m, cancellationToken)).Any(u => u.Kind == FileUseKind.Enumerated && !u.Path.IsUnique && !roots.IsRoot(u.Path) && file.IsUnder(u.Path));

    private static Value ValueOf(FileUse use)
    {
        var at = use.Effect.ArgumentSpans.IndexOf(use.Span);
        return at >= 0 ? use.Effect.Arguments[at] : use.Effect.Receiver ?? Value.Unknown;
    }

    /// <summary>Collects the locals that make the path unique; false when something else does that outlives the member.</summary>
    private bool Carriers(Value value, BodySummary body, HashSet<string> names, int depth, CancellationToken cancellationToken)
    {
        if (depth > Limits.ValueDepth)
        {
            return false;
        }

        switch (value.Kind)
        {
            case ValueKind.Constant:
                return true;
            case ValueKind.Local when body.Member.TryGetLocal(value, out var local):
                if (paths.Of(value, body, cancellationToken).IsUnique)
                {
                    names.Add(local.Name);
                    return local.Values.All(v => v.Kind == ValueKind.Call || Carriers(v, local.Owner, names, depth + 1, cancellationToken));
                }

                return true;
            case ValueKind.Derived or ValueKind.New or ValueKind.Any:
                return value.Parts.All(p => Carriers(p, body, names, depth + 1, cancellationToken));
            default:
                return !paths.Of(value, body, cancellationToken).IsUnique;
        }
    }

    private static SyntaxNode Declaration(SyntaxNode root, TextSpan span) =>
        root.FindNode(span).AncestorsAndSelf().First(static n => n is MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax);

    /// <summary>Does one of the names go where it might be kept or its file deleted? What is made of it and kept in another local counts as it does.</summary>
    private bool Escapes(SyntaxNode scope, HashSet<string> names, MemberSummary member, int depth, CancellationToken cancellationToken)
    {
        var queue = new Queue<string>(names);
        var seen = new HashSet<string>(names, StringComparer.Ordinal);
        while (queue.Count > 0)
        {
            var name = queue.Dequeue();
            foreach (var mention in scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == name && !(n.Parent is MemberAccessExpressionSyntax access && access.Name == n)))
            {
                if (IsReadOrWritten(mention.Span, member, isDerived: !names.Contains(name)) || IsHarmless(mention))
                {
                    continue;
                }

                if (mention.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is { } declarator && declarator.Initializer?.Value is { } initializer && !IsCall(initializer))
                {
                    if (seen.Add(declarator.Identifier.ValueText))
                    {
                        queue.Enqueue(declarator.Identifier.ValueText);
                    }

                    continue;
                }

                if (!StaysWithCallee(mention.Span, member, depth, cancellationToken))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <param name="isDerived">Another path was made of it: when that is deleted, and known to be another, it stays.</param>
    private static bool IsReadOrWritten(TextSpan mention, MemberSummary member, bool isDerived)
    {
        foreach (var body in member.Bodies)
        {
            foreach (var effect in body.Effects)
            {
                if ((effect.Kind is EffectKind.ReadsPath or EffectKind.WritesPath || isDerived && effect.Kind == EffectKind.DeletesPath) && effect.Fact?.Argument("kind") is not ("process-arguments" or Stores.Kind) && (effect.Span.Contains(mention) && effect.Receiver != null || effect.ArgumentSpans.Any(s => s.Contains(mention))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Printed, compared, or asked for its size.</summary>
    private static bool IsHarmless(IdentifierNameSyntax mention)
    {
        if (mention.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" or "Exists" or "Extension" or "Name" or "Refresh" or "CreationTimeUtc" or "LastWriteTimeUtc" })
        {
            return true;
        }

        return mention.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var called }
            && (called.StartsWith("Log", StringComparison.Ordinal) || called is "WriteLine" or "CreateDirectory" or "nameof");
    }

    /// <summary>Is the initializer more than a path made of the name: a call to somebody, other than to what makes paths and names?</summary>
    private static bool IsCall(ExpressionSyntax initializer) =>
        initializer.DescendantNodesAndSelf().Any(static n => n is InvocationExpressionSyntax { Expression: not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Path" or "string" or "String" } or PredefinedTypeSyntax } } call
            && call.Expression is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" });

    /// <summary>Is the path an argument of a member of this program that reads or writes the file, and no more?</summary>
    private bool StaysWithCallee(TextSpan mention, MemberSummary member, int depth, CancellationToken cancellationToken)
    {
        if (depth >= DeepestCallee)
        {
            return false;
        }

        foreach (var call in member.Bodies.SelectMany(static b => b.Calls))
        {
            for (var i = 0; i < call.ArgumentSpans.Length; i++)
            {
                if (call.ArgumentSpans[i] == mention && summaries.Body(call.Callee, cancellationToken) is { Kind: BodyKind.Method } callee && callee.Parent == null)
                {
                    return !IsDeletedBy(callee, i, cancellationToken) && ParameterOf(callee, i, cancellationToken) is var (scope, name) && !Escapes(scope, new HashSet<string>(StringComparer.Ordinal) { name }, callee.Member, depth + 1, cancellationToken);
                }
            }
        }

        return false;
    }

    private bool IsDeletedBy(BodySummary callee, int ordinal, CancellationToken cancellationToken) =>
        uses.Of(callee.Member, cancellationToken).Any(u => u.Kind == FileUseKind.Deleted && u.Path.Parameters().Any(p => p.Body == callee.Id && p.Ordinal == ordinal));

    private static (SyntaxNode Scope, string Name)? ParameterOf(BodySummary callee, int ordinal, CancellationToken cancellationToken) =>
        Declaration(callee.Member.Tree.GetRoot(cancellationToken), callee.Span) is BaseMethodDeclarationSyntax method && (method.Body != null || method.ExpressionBody != null) && ordinal < method.ParameterList.Parameters.Count
            ? (method, method.ParameterList.Parameters[ordinal].Identifier.ValueText)
            : null;
}
