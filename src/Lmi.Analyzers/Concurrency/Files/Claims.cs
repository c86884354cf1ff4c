using System.Linq;
using System.Threading;
using Lmi.Analyzers.Concurrency.Summaries;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Concurrency.Files;

/// <summary>
/// Answers whether code that opens a file which nobody else may have open is ready to be refused: it catches the <c>IOException</c> that says so. The file is then what invocations
/// agree by. Asked last, of hazards that would be reported; reads the text of the member.
/// </summary>
internal static class Claims
{
    public static bool IsRefusalCaught(BodySummary body, TextSpan opened, CancellationToken cancellationToken)
    {
        foreach (var around in body.Member.Tree.GetRoot(cancellationToken).FindNode(opened).Ancestors())
        {
            switch (around)
            {
                case TryStatementSyntax @try when @try.Block.Span.Contains(opened) && @try.Catches.Any(static c => c.Declaration?.Type.ToString() is { } type && type.Substring(type.LastIndexOf('.') + 1) == "IOException"):
                    return true;
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax:
                    return false;
            }
        }

        return false;
    }
}
