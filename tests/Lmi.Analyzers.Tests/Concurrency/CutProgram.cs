using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Lmi.Analyzers.Tests.Concurrency;

/// <summary>A program cut into one file for each of its types, so that files need each other.</summary>
internal static class CutProgram
{
    public static string[] Of(string program) => Cut(program).ToArray();

    /// <summary>A file for each type; what stands outside of types goes with the first.</summary>
    private static IEnumerable<string> Cut(string program)
    {
        var unit = CSharpSyntaxTree.ParseText(program).GetCompilationUnitRoot();
        var types = unit.DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<MemberDeclarationSyntax>()
            .Where(static m => m is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax).ToList();
        var attributes = unit.AttributeLists;
        foreach (var kept in types)
        {
            var others = types.Where(t => t != kept);
            var rest = unit.RemoveNodes(others.Concat<SyntaxNode>(kept == types[0] ? [] : attributes).Concat(kept == types[0] ? [] : unit.Members.OfType<GlobalStatementSyntax>()), SyntaxRemoveOptions.KeepNoTrivia)!;
            yield return rest.ToFullString();
        }
    }

    public static async Task<Compilation> CompileAsync(string[] files) => CSharpCompilation.Create(
        "Cut",
        files.Select(static (text, i) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest), $"{i}.cs")),
        Verify.Framework.Add(Verify.StandIns).AddRange(Verify.Models),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
}
