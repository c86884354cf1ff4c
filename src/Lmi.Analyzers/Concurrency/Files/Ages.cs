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
/// Answers whether what a sweep deletes was seen to be old: a comparison with the time of the file, or a question of ours that makes one, in the loop or chain of calls that deletes, or where the list comes
/// from that it goes through. False when every such comparison lets the young ones through. Asked last, of hazards that would be reported; reads the text of the member.
/// </summary>
internal sealed class Ages(ProgramSymbols symbols, ProgramSummaries summaries)
{
    /// <summary>Lists made of lists.</summary>
    private const int DeepestList = 3;

    private static readonly HashSet<string> s_times = new(StringComparer.Ordinal)
    {
        "GetLastWriteTime", "GetLastWriteTimeUtc", "GetCreationTime", "GetCreationTimeUtc", "GetLastAccessTime", "GetLastAccessTimeUtc",
        "LastWriteTime", "LastWriteTimeUtc", "CreationTime", "CreationTimeUtc", "LastAccessTime", "LastAccessTimeUtc",
    };

    public bool IsAskedOf(BodySummary body, TextSpan deleted, CancellationToken cancellationToken)
    {
        var member = Declaration(body.Member.Tree, deleted, cancellationToken);
        var sweep = Sweep(member.FindNode(deleted), member);
        return IsAskedIn(sweep, member, body.Member, deleted, 0, cancellationToken);
    }

    private bool IsAskedIn(SyntaxNode code, SyntaxNode member, MemberSummary summary, TextSpan deleted, int depth, CancellationToken cancellationToken)
    {
        var tests = Tests(code).ToList();
        if (tests.Count > 0)
        {
            return tests.Exists(t => !LetsYoungThrough(t, deleted));
        }

        if (summary.Bodies.SelectMany(static b => b.Calls).Any(c => code.Span.Contains(c.Span) && summaries.Body(c.Callee, cancellationToken) is { } asked && asked.Member != summary && IsQuestion(asked)
            && Tests(Declaration(asked.Member.Tree, asked.Span, cancellationToken)).Any()))
        {
            return true;
        }

        return depth < DeepestList && code != member && Sources(code, member).Any(s => IsAskedIn(s, member, summary, deleted, depth + 1, cancellationToken));
    }

    /// <summary>The outermost loop, or else the whole statement, in which the file is deleted; all of the member where a function of its own does that.</summary>
    private static SyntaxNode Sweep(SyntaxNode deleted, SyntaxNode member)
    {
        SyntaxNode? loop = null;
        SyntaxNode? statement = null;
        foreach (var around in deleted.AncestorsAndSelf().TakeWhile(a => a != member))
        {
            switch (around)
            {
                case LocalFunctionStatementSyntax:
                    return member;
                case CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax:
                    loop = around;
                    break;
                case GlobalStatementSyntax:
                case StatementSyntax when around.Parent?.Parent == member:
                    statement = around;
                    break;
            }
        }

        return loop ?? statement ?? member;
    }

    /// <summary>Where the locals get their values that the code goes through.</summary>
    private static IEnumerable<SyntaxNode> Sources(SyntaxNode code, SyntaxNode member)
    {
        var names = new HashSet<string>(code.DescendantNodes().OfType<IdentifierNameSyntax>().Select(static n => n.Identifier.ValueText), StringComparer.Ordinal);
        foreach (var node in member.DescendantNodes())
        {
            var isSource = node switch
            {
                VariableDeclaratorSyntax declarator => names.Contains(declarator.Identifier.ValueText),
                AssignmentExpressionSyntax { Left: IdentifierNameSyntax assigned } => names.Contains(assigned.Identifier.ValueText),
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax list, Name.Identifier.ValueText: "Add" or "AddRange" or "Enqueue" or "Push" } } => names.Contains(list.Identifier.ValueText),
                _ => false,
            };
            if (isSource && !code.Span.Contains(node.Span))
            {
                // What is put in a list in a loop, is put there under the conditions of the loop.
                yield return node is InvocationExpressionSyntax ? Sweep(node, member) : node;
            }
        }
    }

    private static IEnumerable<BinaryExpressionSyntax> Tests(SyntaxNode code)
    {
        foreach (var name in code.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (s_times.Contains(name.Identifier.ValueText) && Comparison(name) is { } test)
            {
                yield return test;
            }
        }
    }

    /// <summary>The comparison, or else the difference, that the time is a part of.</summary>
    private static BinaryExpressionSyntax? Comparison(SyntaxNode time)
    {
        BinaryExpressionSyntax? difference = null;
        foreach (var around in time.Ancestors())
        {
            if (around is StatementSyntax or MemberDeclarationSyntax)
            {
                break;
            }

            if (around is BinaryExpressionSyntax binary)
            {
                if (IsComparison(binary))
                {
                    return binary;
                }

                difference = binary.IsKind(SyntaxKind.SubtractExpression) ? difference ?? binary : difference;
            }
        }

        return difference;
    }

    private static bool IsComparison(BinaryExpressionSyntax binary) => IsLess(binary) || binary.IsKind(SyntaxKind.GreaterThanExpression) || binary.IsKind(SyntaxKind.GreaterThanOrEqualExpression);

    private static bool IsLess(BinaryExpressionSyntax binary) => binary.IsKind(SyntaxKind.LessThanExpression) || binary.IsKind(SyntaxKind.LessThanOrEqualExpression);

    /// <summary>Is a plain comparison all that decides, and does it keep the old and delete the young? False when that cannot be read.</summary>
    private static bool LetsYoungThrough(BinaryExpressionSyntax test, TextSpan deleted)
    {
        if (!IsComparison(test) || IsOld(test) is not { } isOld)
        {
            return false;
        }

        SyntaxNode whole = test;
        while (whole.Parent is ParenthesizedExpressionSyntax)
        {
            whole = whole.Parent;
        }

        return whole.Parent switch
        {
            IfStatementSyntax { Else: null } @if when @if.Condition == whole => isOld ? @if.Span.End <= deleted.Start && IsLeft(@if.Statement) : @if.Statement.Span.Contains(deleted),
            LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Where" } } } } => !isOld,
            _ => false,
        };
    }

    private static bool IsLeft(StatementSyntax branch) => (branch is BlockSyntax { Statements.Count: > 0 } block ? block.Statements[block.Statements.Count - 1] : branch) is ContinueStatementSyntax or BreakStatementSyntax or ReturnStatementSyntax or ThrowStatementSyntax;

    /// <summary>Does the comparison hold for old files? Null when the sides do not say.</summary>
    private static bool? IsOld(BinaryExpressionSyntax test)
    {
        var isLeft = HasTime(test.Left);
        if (isLeft == HasTime(test.Right))
        {
            return null;
        }

        var side = isLeft ? test.Left : test.Right;
        var isAge = side.DescendantNodesAndSelf().Any(static n => n is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference && HasTime(difference.Right) || n is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Subtract" } } call && HasTime(call.ArgumentList));
        return IsLess(test) == isLeft != isAge;
    }

    private static bool HasTime(SyntaxNode code) => code.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(static n => s_times.Contains(n.Identifier.ValueText));

    private bool IsQuestion(BodySummary asked) => symbols.Symbol(asked.Id) is IMethodSymbol { ReturnType.SpecialType: SpecialType.System_Boolean };

    private static SyntaxNode Declaration(SyntaxTree tree, TextSpan inside, CancellationToken cancellationToken) =>
        tree.GetRoot(cancellationToken).FindNode(inside).AncestorsAndSelf().First(static n => n is MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax);
}
