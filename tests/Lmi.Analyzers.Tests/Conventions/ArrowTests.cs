using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace Lmi.Analyzers.Tests.Conventions;

/// <summary>Who may know whom: what each name in our sources refers to is looked up, so that no way of writing it escapes.</summary>
public class ArrowTests
{
    private const string Root = "Lmi.Analyzers";

    /// <summary>What each room may use besides itself. Rules also use the root: the base class, the context, the families.</summary>
    private static readonly Dictionary<string, string[]> s_arrows = new()
    {
        ["Roslyn"] = [],
        ["Options"] = ["Roslyn"],
        ["Knowledge"] = ["Roslyn"],
        ["Concurrency"] = ["Knowledge", "Options", "Roslyn"],
        ["Rules"] = ["Concurrency", "Knowledge", "Options", "Roslyn", ""],
    };

    [Fact]
    public void Rooms_know_only_the_rooms_below_them()
    {
        var uses = Uses(OwnSource.Compile(Root), Root);
        Assert.Contains((Root + ".Concurrency", Root + ".Knowledge"), uses);
        var wrong = new SortedSet<string>();
        foreach (var (from, to) in uses)
        {
            var room = Room(from, Root);
            if (room.Length > 0 && room != Room(to, Root) && !s_arrows[room].Contains(Room(to, Root)))
            {
                wrong.Add($"{from} uses {to}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Fixes_do_not_analyse_again()
    {
        // A fix takes the state and the path from the diagnostic: of the analyzers it knows the keys only.
        var used = Uses(OwnSource.Compile(Root + ".CodeFixes"), Root).Select(static u => u.To).Where(static to => to != Root + ".CodeFixes" && !to.StartsWith(Root + ".CodeFixes.", StringComparison.Ordinal));

        Assert.Equal([Root], used.Distinct());
    }

    [Fact]
    public void Model_and_knowledge_name_no_rule()
    {
        var rooms = s_arrows.Keys.Where(static r => r is not ("Rules" or "Options")).Select(static r => $"src/{Root}/{r}/");

        Assert.Empty(OwnSource.Files.Where(f => rooms.Any(r => f.StartsWith(r, StringComparison.Ordinal)) && Regex.IsMatch(OwnSource.Read(f), "LMI[1-9]")));
    }

    /// <summary>A planted race shows that the sources are looked at; it is all that is found.</summary>
    [Theory]
    [InlineData(Root)]
    [InlineData(Root + ".CodeFixes")]
    public async Task Own_sources_are_clean_under_our_rules(string project)
    {
        var compilation = OwnSource.Compile(project);
        var planted = CSharpSyntaxTree.ParseText(
            "public static class Planted { private static int s_calls; public static void Call() => s_calls++; }", (CSharpParseOptions)compilation.SyntaxTrees.First().Options, "Planted.cs");
        var found = await Verify.FullAsync(compilation.AddSyntaxTrees(planted), OwnSource.AsLibrary);

        Assert.Equal(["Planted.cs: LMI1002"], found.Select(static d => $"{d.Location.SourceTree?.FilePath}: {d.Id}"));
    }

    [Fact]
    public void Only_analyzers_fixes_and_their_bases_are_public()
    {
        var types = typeof(LmiAnalyzer).Assembly.GetExportedTypes().Concat(typeof(CodeFixes.LmiCodeFix).Assembly.GetExportedTypes());

        Assert.All(types, static t => Assert.True(typeof(DiagnosticAnalyzer).IsAssignableFrom(t) || typeof(Microsoft.CodeAnalysis.CodeFixes.CodeFixProvider).IsAssignableFrom(t), t.FullName));
    }

    /// <summary>From which namespace to which our code refers.</summary>
    private static HashSet<(string From, string To)> Uses(Compilation compilation, string root)
    {
        var uses = new HashSet<(string, string)>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            var nodes = tree.GetRoot().DescendantNodes().ToList();
            if (nodes.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString() is not { } from)
            {
                continue;
            }

            foreach (var name in nodes.OfType<SimpleNameSyntax>())
            {
                var symbol = model.GetSymbolInfo(name).Symbol;
                if (symbol is not (null or INamespaceSymbol) && (symbol as INamedTypeSymbol ?? symbol.ContainingType)?.ContainingNamespace.ToDisplayString() is { } to
                    && (to == root || to.StartsWith(root + ".", StringComparison.Ordinal)))
                {
                    uses.Add((from, to));
                }
            }
        }

        return uses;
    }

    private static string Room(string name, string root) => name == root ? "" : name.Substring(root.Length + 1).Split('.')[0];
}
