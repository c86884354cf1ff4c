using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.CodeFixes.Async;

/// <summary>Where <c>await</c> may not stand, or would change what the code means.</summary>
internal static class AsyncObstacles
{
    private static readonly string[] s_locksOfAThread = { "EnterReadLock", "EnterWriteLock", "EnterUpgradeableReadLock", "AcquireReaderLock", "AcquireWriterLock", "EnterScope", "ReleaseMutex", "SetApartmentState" };

    /// <summary>A lock, a conditional access that would be torn apart, a filter, or a handler for what only blocking throws.</summary>
    public static bool Around(SyntaxNode node)
    {
        for (SyntaxNode child = node, parent = node.Parent!; parent is not null; child = parent, parent = parent.Parent!)
        {
            switch (parent)
            {
                case LockStatementSyntax or CatchFilterClauseSyntax or UnsafeStatementSyntax or FixedStatementSyntax or AttributeSyntax or QueryExpressionSyntax:
                case ConditionalAccessExpressionSyntax conditional when conditional.WhenNotNull == child:
                case TryStatementSyntax @try when child == @try.Block && @try.Catches.Any(static c => c.Declaration?.Type.ToString().EndsWith("AggregateException", System.StringComparison.Ordinal) == true):
                    return true;
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    /// <summary>Does the function take a lock that its thread must release?</summary>
    public static bool LocksByThread(SyntaxNode function) => function.DescendantNodes().OfType<SimpleNameSyntax>().Any(static n => n.Identifier.ValueText is "Monitor" or "Mutex" or "SpinLock" || s_locksOfAThread.Contains(n.Identifier.ValueText));

    /// <summary>Can this function never be asynchronous, or only with another signature?</summary>
    public static bool Forbid(SyntaxNode function, IMethodSymbol symbol) =>
        function is not (MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)
        || symbol.Parameters.Any(static p => p.RefKind != RefKind.None) || symbol.ReturnsByRef || symbol.ReturnsByRefReadonly
        || symbol.IsOverride || symbol.IsVirtual || symbol.IsAbstract || symbol.PartialDefinitionPart is not null || symbol.PartialImplementationPart is not null
        || symbol.Name is "Main" or "Dispose" || symbol.ExplicitInterfaceImplementations.Length > 0
        || symbol.GetAttributes().Any(static a => a.AttributeClass?.Name is "MethodImplAttribute" or "UnmanagedCallersOnlyAttribute")
        || ImplementsMetadata(symbol)
        || function.DescendantNodes(static n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(static n => n is YieldStatementSyntax)
        || function.ChildTokens().Any(static t => t.IsKind(SyntaxKind.UnsafeKeyword) || t.IsKind(SyntaxKind.ExternKeyword));

    private static bool ImplementsMetadata(IMethodSymbol symbol) =>
        symbol.ContainingType.AllInterfaces.SelectMany(i => i.GetMembers(symbol.Name))
            .Any(member => member.DeclaringSyntaxReferences.IsEmpty && SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol));
}
