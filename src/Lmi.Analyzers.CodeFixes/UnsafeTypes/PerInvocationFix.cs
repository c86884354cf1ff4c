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

        var edits = new StateEdits(creation.Uses.Solution);
        await creation.RemoveAsync(edits, cancellationToken).ConfigureAwait(false);
        foreach (var users in functions)
        {
            var model = users.First().Model;
            if (users.Key is not { } function || !CanOwn(function, creation.Uses.State, model, cancellationToken) || !users.All(u => StaysInside(u, cancellationToken))
                || Rewritten(function, users.ToList(), creation, model, cancellationToken) is not { } rewritten)
            {
                return null;
            }

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
            }
        }

        return null;
    }

    private static string? MemberOf(StateUse use) => use.Outer.Parent is MemberAccessExpressionSyntax member && member.Expression == use.Outer ? member.Name.Identifier.ValueText : null;

    private static bool IsOpening(StateUse use) =>
        MemberOf(use) is "Open" or "OpenAsync" && use.Outer.Parent!.Parent is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call
        && (call.Parent is ExpressionStatementSyntax || call.Parent is AwaitExpressionSyntax { Parent: ExpressionStatementSyntax });

    /// <summary>Does the function end after its work, and return nothing that is still to be read?</summary>
    private static bool CanOwn(SyntaxNode function, ISymbol state, SemanticModel model, CancellationToken cancellationToken)
    {
        if (!(function is MethodDeclarationSyntax || state is ILocalSymbol && function is LambdaExpressionSyntax or LocalFunctionStatementSyntax)
            || Functions.Symbol(function, model, cancellationToken) is not { } symbol
            || function.DescendantNodes().Any(static n => n is YieldStatementSyntax))
        {
            return false;
        }

        var returned = symbol.ReturnType;
        if (returned.Name is "Task" or "ValueTask")
        {
            if (!Functions.IsAsync(function))
            {
                return false;
            }

            returned = returned is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } ? arguments[0] : null;
        }

        return returned is not { TypeKind: TypeKind.Interface or TypeKind.TypeParameter } and not { SpecialType: SpecialType.System_Object }
            && returned?.AllInterfaces.Any(static i => i.SpecialType == SpecialType.System_IDisposable || i.Name is "IQueryable" or "IAsyncEnumerable") != true;
    }

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

    private static SyntaxNode? Rewritten(SyntaxNode function, List<StateUse> users, SoleCreation creation, SemanticModel model, CancellationToken cancellationToken)
    {
        var local = Names.ForLocal(creation.Uses.State.Name, model, function.SpanStart, function);
        if (creation.Uses.State is ILocalSymbol)
        {
            local = creation.Uses.State.Name; // it takes the place of the captured one
        }

        // The places of the names survive the change from an arrow to a block.
        var text = users[0].Name.Identifier.ValueText;
        var places = NamesIn(function, text).Select((n, i) => (n, i)).Where(p => users.Exists(u => u.Name == p.n)).Select(static p => p.i).ToImmutableHashSet();
        var block = function;
        if (Body(function) == null)
        {
            var arrow = function switch
            {
                MethodDeclarationSyntax method => (SyntaxNode?)method.ExpressionBody,
                LocalFunctionStatementSyntax inner => inner.ExpressionBody,
                _ => function,
            };
            if (arrow == null || ArrowBody.ToBlock(function, arrow, model, cancellationToken) is not { } converted)
            {
                return null;
            }

            block = converted;
        }

        var wholes = NamesIn(block, text).Where((_, i) => places.Contains(i)).Select(static n => n.Parent is MemberAccessExpressionSyntax m && m.Name == n ? (ExpressionSyntax)m : n).ToList();
        block = block.ReplaceNodes(wholes, (old, _) => SyntaxFactory.IdentifierName(local).WithTriviaFrom(old).WithAdditionalAnnotations(s_use));
        var body = Body(block)!;
        var first = body.Statements.FirstOrDefault(static s => s.HasAnnotations(s_use.Kind!) || s.GetAnnotatedNodes(s_use).Any());
        if (first == null)
        {
            return null;
        }

        var newLine = Layout.NewLine(function.SyntaxTree);
        var leading = first.GetLeadingTrivia();
        var blank = leading.TakeWhile(static t => t.IsKind(SyntaxKind.EndOfLineTrivia)).ToList();
        var indent = leading.Count > 0 && leading.Last().IsKind(SyntaxKind.WhitespaceTrivia) ? leading.Last().ToString() : "";
        var inserted = Declarations(local, function, creation).Select((line, i) => SyntaxFactory.ParseStatement(line).WithLeadingTrivia((i == 0 ? blank : new List<SyntaxTrivia>()).Append(SyntaxFactory.Whitespace(indent)))
            .WithTrailingTrivia(SyntaxFactory.EndOfLine(newLine)));
        var statements = body.Statements.Replace(first, first.WithLeadingTrivia(leading.Skip(blank.Count)));
        return block.ReplaceNode(body, body.WithStatements(statements.InsertRange(body.Statements.IndexOf(first), inserted)));
    }

    private static readonly SyntaxAnnotation s_use = new("Lmi.Use");

    private static IEnumerable<string> Declarations(string local, SyntaxNode function, SoleCreation creation)
    {
        var isAsync = Functions.IsAsync(function);
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

    private static IEnumerable<SimpleNameSyntax> NamesIn(SyntaxNode function, string text) => function.DescendantNodes().OfType<SimpleNameSyntax>().Where(n => n.Identifier.ValueText == text);

    private static BlockSyntax? Body(SyntaxNode function) => function switch
    {
        BaseMethodDeclarationSyntax method => method.Body,
        LocalFunctionStatementSyntax local => local.Body,
        AnonymousFunctionExpressionSyntax lambda => lambda.Block,
        _ => null,
    };
}
