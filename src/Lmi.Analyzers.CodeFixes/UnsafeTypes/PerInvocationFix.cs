using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Locking;
using Lmi.Analyzers.CodeFixes.Uses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.UnsafeTypes;

/// <summary>
/// The field goes, and each method that uses the object makes one of its own, with <c>using</c>. For objects that carry nothing from one method to the next:
/// connections, which a pool keeps open, contexts used in one method, hashes, prediction engines. What was opened at the start is opened there.
/// </summary>
internal static class PerInvocationFix
{
    /// <summary>Null when the object, or something that still needs it, leaves a method that uses it.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, CancellationToken cancellationToken)
    {
        if (await SoleCreation.FindAsync(request, cancellationToken).ConfigureAwait(false) is not { } creation || creation.Users.IsEmpty || KindOf(creation.Uses.Type) is not { } kind
            || !creation.SetUp.All(IsOpening))
        {
            return null;
        }

        var functions = creation.ByFunction().ToList();
        if (functions.Count > 1 && (kind == Kind.UnitOfWork || creation.Users.Any(static u => MemberOf(u) is { } member && (member.StartsWith("BeginTransaction", System.StringComparison.Ordinal) || member.StartsWith("Transform", System.StringComparison.Ordinal)))))
        {
            return null;
        }

        if (kind == Kind.Cleared && !functions.TrueForAll(BeginsEmpty))
        {
            return null;
        }

        var edits = new StateEdits(creation.Uses.Solution);
        await creation.RemoveAsync(edits, cancellationToken).ConfigureAwait(false);
        foreach (var users in functions)
        {
            var model = users.First().Model;
            if (users.Key is not { } function || !OwnObject.MayBeIn(function, creation.Uses.State, model, cancellationToken) || !users.All(u => StaysInside(u, cancellationToken))
                || OwnObject.MadeIn(function, users.ToList(), creation.Uses.State, (local, isAsync) => Declarations(local, isAsync, creation), model, cancellationToken) is not { } rewritten)
            {
                return null;
            }

            rewritten = kind == Kind.Cleared ? WithoutFirstClear(rewritten) : rewritten;
            await edits.ReplaceAsync(users.First().DocumentId, function, current => rewritten.WithLeadingTrivia(current.GetLeadingTrivia()), cancellationToken).ConfigureAwait(false);
        }

        return await edits.ApplyAsync(cancellationToken).ConfigureAwait(false);
    }

    private enum Kind
    {
        /// <summary>Each call stands for itself.</summary>
        PerCall,

        /// <summary>Calls build on each other.</summary>
        UnitOfWork,

        /// <summary>Holds what was put into it, until it is cleared.</summary>
        Cleared,
    }

    private static Kind? KindOf(ITypeSymbol type)
    {
        for (var current = type; current != null; current = current.BaseType)
        {
            switch (current.Name)
            {
                case "DbConnection" or "IDbConnection" or "PredictionEngineBase" or "HashAlgorithm" or "SmtpClient" or "WebClient":
                    return Kind.PerCall;
                case "DbContext":
                    return Kind.UnitOfWork;
                case "StringBuilder":
                    return Kind.Cleared;
            }
        }

        return null;
    }

    private static string? MemberOf(StateUse use) => use.Outer.Parent is MemberAccessExpressionSyntax member && member.Expression == use.Outer ? member.Name.Identifier.ValueText : null;

    /// <summary>Does the function clear the object before anything else, whichever way it goes?</summary>
    private static bool BeginsEmpty(IGrouping<SyntaxNode?, StateUse> users)
    {
        var first = users.First();
        if (MemberOf(first) == "Clear" && users.Key is MethodDeclarationSyntax { ExpressionBody.Expression: var arrow })
        {
            return arrow.GetFirstToken() == first.Outer.GetFirstToken();
        }

        return MemberOf(first) == "Clear" && first.Outer.FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ReturnStatementSyntax
            && first.Outer.FirstAncestorOrSelf<StatementSyntax>()!.Parent is BlockSyntax { Parent: var owner } && owner == users.Key;
    }

    /// <summary>A new object needs no clearing.</summary>
    private static SyntaxNode WithoutFirstClear(SyntaxNode function) =>
        function.DescendantNodes().OfType<ExpressionStatementSyntax>().FirstOrDefault(static s => s.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Clear" } call } && call.Expression.HasAnnotation(OwnLocal.Use)) is { } clears
            && clears.GetLeadingTrivia().All(static t => t.IsKind(SyntaxKind.WhitespaceTrivia)) && clears.GetTrailingTrivia().All(static t => t.IsKind(SyntaxKind.EndOfLineTrivia) || t.IsKind(SyntaxKind.WhitespaceTrivia))
            ? function.RemoveNode(clears, SyntaxRemoveOptions.KeepNoTrivia)!
            : function;

    private static bool IsOpening(StateUse use) =>
        MemberOf(use) is "Open" or "OpenAsync" && use.Outer.Parent!.Parent is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call
        && (call.Parent is ExpressionStatementSyntax || call.Parent is AwaitExpressionSyntax { Parent: ExpressionStatementSyntax });

    /// <summary>Is it the receiver of a call or property, or handed to a command that stays here?</summary>
    private static bool StaysInside(StateUse use, CancellationToken cancellationToken) => use.Outer.Parent switch
    {
        MemberAccessExpressionSyntax member when member.Expression == use.Outer => member.Name.Identifier.ValueText is not ("Dispose" or "DisposeAsync" or "Close" or "CloseAsync")
            && member.Parent is not AssignmentExpressionSyntax 
            && (member.Parent is InvocationExpressionSyntax or MemberAccessExpressionSyntax || use.Model.GetTypeInfo(member, cancellationToken).Type is { IsValueType: true } or { SpecialType: SpecialType.System_String }),
        ArgumentSyntax { Parent.Parent: BaseObjectCreationExpressionSyntax created } => created.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is { } declared
            && declared.UsingKeyword.IsKind(SyntaxKind.UsingKeyword) && use.Model.GetTypeInfo(created, cancellationToken).Type is { } type && IsCommand(type),
        _ => false,
    };

    private static bool IsCommand(ITypeSymbol type)
    {
        for (var current = type; current != null; current = current.BaseType)
        {
            if (current.Name == "DbCommand")
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> Declarations(string local, bool isAsync, SoleCreation creation)
    {
        var type = creation.Uses.HomeModel.GetTypeInfo(Expressions.Bare(creation.Value)).Type ?? creation.Uses.Type;
        var interfaces = type.AllInterfaces;
        var scope = isAsync && interfaces.Any(static i => i.Name == "IAsyncDisposable") ? "await using var " : interfaces.Any(static i => i.SpecialType == SpecialType.System_IDisposable) ? "using var " : "var ";
        yield return scope + local + " = " + creation.Explicit() + ";";
        if (!creation.SetUp.IsEmpty)
        {
            yield return isAsync && HasMember(type, "OpenAsync") ? "await " + local + ".OpenAsync();" : local + ".Open();";
        }
    }

    private static bool HasMember(ITypeSymbol type, string name)
    {
        for (var current = type; current != null; current = current.BaseType)
        {
            if (!current.GetMembers(name).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }
}
