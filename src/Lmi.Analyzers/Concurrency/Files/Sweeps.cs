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
/// Answers what is known of those who go through a directory: whether they let the files alone that are young, and whether anybody lists the directory that a file
/// is written to. Asked last, of hazards that would be reported; reads the text of the member for the first question, the bodies that list directories for the second.
/// </summary>
internal sealed class Sweeps(ProgramSymbols symbols, ProgramSummaries summaries, FileUses uses, FileRoots roots)
{
    private static readonly string[] s_listing =
    {
        "GetFiles", "EnumerateFiles", "GetFileSystemEntries", "EnumerateFileSystemEntries", "GetFileSystemInfos", "EnumerateFileSystemInfos", "GetDirectories", "EnumerateDirectories",
    };

    private static readonly HashSet<string> s_times = new(StringComparer.Ordinal)
    {
        "GetLastWriteTime", "GetLastWriteTimeUtc", "GetCreationTime", "GetCreationTimeUtc", "GetLastAccessTime", "GetLastAccessTimeUtc",
        "LastWriteTime", "LastWriteTimeUtc", "CreationTime", "CreationTimeUtc", "LastAccessTime", "LastAccessTimeUtc",
    };

    /// <summary>Does the member, or a question of ours that it asks, compare the time of a file with something? What is then deleted is old, and nobody is in the middle of it.</summary>
    public bool AsksForAge(BodySummary body, TextSpan deleted, CancellationToken cancellationToken) =>
        ComparesTimes(body.Member.Tree, deleted, cancellationToken)
        || body.Member.Bodies.SelectMany(static b => b.Calls).Any(c => summaries.Body(c.Callee, cancellationToken) is { } asked && asked.Member != body.Member && IsQuestion(asked) && ComparesTimes(asked.Member.Tree, asked.Span, cancellationToken));

    private bool IsQuestion(BodySummary asked) => symbols.Symbol(asked.Id) is IMethodSymbol { ReturnType.SpecialType: SpecialType.System_Boolean };

    private static bool ComparesTimes(SyntaxTree tree, TextSpan inside, CancellationToken cancellationToken) =>
        tree.GetRoot(cancellationToken).FindNode(inside).AncestorsAndSelf().First(static n => n is MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax)
            .DescendantNodes().OfType<IdentifierNameSyntax>().Any(static n => s_times.Contains(n.Identifier.ValueText) && IsCompared(n));

    private static bool IsCompared(SyntaxNode time)
    {
        foreach (var around in time.Ancestors())
        {
            if (around is StatementSyntax or MemberDeclarationSyntax)
            {
                return false;
            }

            if (around.IsKind(SyntaxKind.LessThanExpression) || around.IsKind(SyntaxKind.LessThanOrEqualExpression) || around.IsKind(SyntaxKind.GreaterThanExpression)
                || around.IsKind(SyntaxKind.GreaterThanOrEqualExpression) || around.IsKind(SyntaxKind.SubtractExpression))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Does anybody list the directory, or one around it? Then the file is found again, and may be deleted, by somebody who was never told its path. Who lists all of /tmp looks for nothing that is ours,
    /// and who lists a directory with a unique name was told it.
    /// </summary>
    public bool IsListed(PathText file, CancellationToken cancellationToken) =>
        s_listing.SelectMany(name => summaries.Naming(name, cancellationToken)).Distinct().SelectMany(m => uses.Of(m, cancellationToken)).Any(u => u.Kind == FileUseKind.Enumerated && !u.Path.IsUnique && !roots.IsRoot(u.Path) && file.IsUnder(u.Path));
}
