using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Locking;

/// <summary>A semaphore, mutex or other lock that a method makes for itself becomes a static field: the method goes on as before, and all invocations take the same one.</summary>
internal static class LiftedLock
{
    /// <summary>Null where the lock is used for more than locking, or the state is used where this lock is not known.</summary>
    public static async Task<Solution?> ApplyAsync(RepairRequest request, ILocalSymbol local, SemanticModel model, CancellationToken cancellationToken)
    {
        if (request.State is not (IFieldSymbol or IPropertySymbol) || request.State is not { } state || !IsLock(local.Type) || local.DeclaringSyntaxReferences.Length != 1
            || await local.DeclaringSyntaxReferences[0].GetSyntaxAsync(cancellationToken).ConfigureAwait(false) is not VariableDeclaratorSyntax { Initializer.Value: { } made } declarator
            || LocalOf(declarator) is not { } declaration || !IsFresh(made, model, cancellationToken)
            || declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { TypeParameterList: null, Parent: not TypeDeclarationSyntax } type
            || GuardedAccess.BodyOf(declaration) is not { } body)
        {
            return null;
        }

        var mentions = MentionsOf(declaration, model, cancellationToken).ToList();
        if (!mentions.TrueForAll(static m => IsLocking(m)))
        {
            return null;
        }

        foreach (var pair in await GuardedAccess.FindAsync(request.Document.Project.Solution, state, cancellationToken).ConfigureAwait(false))
        {
            var there = pair.Key == request.Document.Id ? model : (await request.Document.Project.Solution.GetDocument(pair.Key)!.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
            if (!pair.Value.TrueForAll(n => body.Span.Contains(n.Span) && n.SpanStart > mentions[0].SpanStart || GuardedAccess.RunsBeforeSharing(n, state, there, cancellationToken)))
            {
                return null;
            }
        }

        var gate = LockObject.NameFor(state, model, type.SpanStart);
        var mark = new SyntaxAnnotation();
        var unneeded = new SyntaxAnnotation();
        var first = type.Members[0];
        var root = declaration.SyntaxTree.GetRoot(cancellationToken);
        root = root.ReplaceNodes(
            mentions.Cast<SyntaxNode>().Append(declaration).Append(first),
            (original, rewritten) => original == declaration ? rewritten.WithAdditionalAnnotations(unneeded)
                : original == first ? rewritten.WithAdditionalAnnotations(mark)
                : SyntaxFactory.IdentifierName(gate).WithTriviaFrom(original));
        root = Without(root, root.GetAnnotatedNodes(unneeded));
        var place = (MemberDeclarationSyntax)root.GetAnnotatedNodes(mark).Single();
        var text = Lines.IndentOf(place) + "private static readonly " + local.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(model, type.SpanStart) + " " + gate + " = " + made.WithoutTrivia() + ";" + Lines.NewLine(root);
        return request.Document.WithSyntaxRoot(root.InsertNodesBefore(place, new[] { SyntaxFactory.ParseMemberDeclaration(text)! })).Project.Solution;
    }

    /// <summary>The declaration of the local that an expression names, when it makes the object and stands in a block; else null.</summary>
    public static LocalDeclarationStatementSyntax? OwnLocal(ExpressionSyntax name, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(name, cancellationToken).Symbol is ILocalSymbol { DeclaringSyntaxReferences: { Length: 1 } references }
        && references[0].GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Initializer.Value: { } made } declarator && IsFresh(made, model, cancellationToken)
            ? LocalOf(declarator)
            : null;

    /// <summary>All mentions of the one local that the statement declares.</summary>
    public static IEnumerable<IdentifierNameSyntax> MentionsOf(LocalDeclarationStatementSyntax declaration, SemanticModel model, CancellationToken cancellationToken)
    {
        var name = declaration.Declaration.Variables[0].Identifier.ValueText;
        var symbol = model.GetDeclaredSymbol(declaration.Declaration.Variables[0], cancellationToken);
        return declaration.Parent!.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(n => n.Identifier.ValueText == name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(n, cancellationToken).Symbol, symbol));
    }

    /// <summary>The tree without some statements; what is said above them stays, where it is more than blank.</summary>
    public static SyntaxNode Without(SyntaxNode root, IEnumerable<SyntaxNode> statements)
    {
        var gone = statements.ToList();
        return gone.Count == 0 ? root : root.RemoveNodes(gone, SyntaxRemoveOptions.KeepNoTrivia | (gone.Exists(static s => s.GetLeadingTrivia().Any(static t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia))) ? SyntaxRemoveOptions.KeepLeadingTrivia : 0))!;
    }

    /// <summary>Does it make a lock that is free, the same for all: from constants, and for one holder?</summary>
    public static bool IsFresh(ExpressionSyntax made, SemanticModel model, CancellationToken cancellationToken)
    {
        if (made is not BaseObjectCreationExpressionSyntax { Initializer: null } creation || model.GetTypeInfo(made, cancellationToken).Type is not { } type || !IsLock(type))
        {
            return false;
        }

        var values = (creation.ArgumentList?.Arguments ?? default).Select(a => model.GetConstantValue(a.Expression, cancellationToken)).ToList();
        return values.TrueForAll(static v => v.HasValue) && (type.Name == "SemaphoreSlim" ? values.Count > 0 && values[0].Value is 1 : values.TrueForAll(static v => v.Value is not true));
    }

    public static bool IsLock(ITypeSymbol type) =>
        OneLockFix.IsLockType(type) || type is { Name: "SemaphoreSlim" or "Mutex" or "ReaderWriterLockSlim", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };

    /// <summary>Locked, taken or let go here, and nothing else: not disposed of, handed out or kept.</summary>
    public static bool IsLocking(ExpressionSyntax mention) => mention.Parent switch
    {
        LockStatementSyntax => true,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax, Name.Identifier.ValueText: var name } access => access.Expression == mention && IsLockMember(name),
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: "Monitor" }, Name.Identifier.ValueText: var name } } } => IsLockMember(name),
        _ => false,
    };

    private static bool IsLockMember(string name) => name is "Wait" or "WaitAsync" or "Release" or "WaitOne" or "ReleaseMutex" or "Enter" or "TryEnter" or "Exit" or "EnterScope" or "EnterReadLock" or "ExitReadLock" or "EnterWriteLock" or "ExitWriteLock"
        or "EnterUpgradeableReadLock" or "ExitUpgradeableReadLock" or "TryEnterReadLock" or "TryEnterWriteLock";

    private static LocalDeclarationStatementSyntax? LocalOf(VariableDeclaratorSyntax declarator) =>
        declarator.Parent?.Parent is LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1, Parent: BlockSyntax } declaration ? declaration : null;
}
