using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Lmi.Analyzers;

/// <summary>One tree that a rule is asked about.</summary>
internal readonly struct TreeAnalysis(SemanticModelAnalysisContext context)
{
    public SyntaxTree Tree => context.SemanticModel.SyntaxTree;

    public CancellationToken CancellationToken => context.CancellationToken;

    /// <summary>Reports, unless a tool has marked the code as its own. Only the declarations around the place are read: the driver would read every token of the tree to know.</summary>
    public void Report(Diagnostic diagnostic)
    {
        if (!IsMarkedAsGenerated(diagnostic.Location))
        {
            context.ReportDiagnostic(diagnostic);
        }
    }

    private bool IsMarkedAsGenerated(Location location)
    {
        for (var node = location.SourceTree?.GetRoot(CancellationToken).FindToken(location.SourceSpan.Start).Parent; node != null; node = node.Parent)
        {
            if (node is MemberDeclarationSyntax { AttributeLists: { Count: > 0 } lists })
            {
                foreach (var list in lists)
                {
                    foreach (var attribute in list.Attributes)
                    {
                        var name = attribute.Name is QualifiedNameSyntax { Right: var right } ? right : attribute.Name;
                        if (name is IdentifierNameSyntax { Identifier.ValueText: "GeneratedCode" or "GeneratedCodeAttribute" })
                        {
                            return true;
                        }
                    }
                }
            }
        }

        return false;
    }
}
