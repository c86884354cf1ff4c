using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Docs;

/// <summary>The pages that are not of one rule: their code is true, and their links lead somewhere.</summary>
[Collection("Docs")]
public class ModelPageTests
{
    public static TheoryData<string> Pages() =>
        new(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(static p => Path.GetFileName(p)!).Order(System.StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Code_is_true(string page)
    {
        await FenceAssert.AllTrueAsync(Path.Combine(Repository.Root, "docs", page));
    }

    [Fact]
    public void Model_shows_code_for_each_of_its_questions()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "concurrency.md"));
        var questions = Regex.Split(text, "^## ", RegexOptions.Multiline).Where(static s => s.Split('\n')[0].EndsWith('?')).ToList();

        Assert.Equal(3, questions.Count);
        Assert.All(questions, static q => Assert.NotEmpty(Fence.On(q)));
    }

    [Fact]
    public void Links_between_pages_lead_somewhere()
    {
        var broken = new List<string>();
        foreach (var page in Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Concat(Directory.GetFiles(Repository.Root, "*.md")))
        {
            foreach (Match link in Regex.Matches(File.ReadAllText(page), @"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)"))
            {
                if (!Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, link.Groups[1].Value)))
                {
                    broken.Add($"{Path.GetFileName(page)}: {link.Groups[1].Value}");
                }
            }
        }

        Assert.Empty(broken);
    }
}
