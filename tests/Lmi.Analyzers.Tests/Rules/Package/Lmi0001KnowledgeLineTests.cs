using System.Threading.Tasks;
using Lmi.Analyzers.Rules.Package;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.Package;

public class Lmi0001KnowledgeLineTests
{
    [Fact]
    public async Task Reports_each_bad_line_of_each_file_at_its_place()
    {
        var test = new PackageRuleTest<Lmi0001KnowledgeLineAnalyzer>();
        test.TestState.AdditionalFiles.Add(("/app/team.lmi.txt", "# ours\nthread-safe T:Acme.Cache https://acme.dev\n{|LMI0001:threadsafe|} T:Acme.Cache https://acme.dev\nimmutable {|LMI0001:Acme.Money|} https://acme.dev"));
        test.TestState.AdditionalFiles.Add(("/app/other.lmi.txt", "immutable {|LMI0001:T:Acme.Money|}"));

        await test.RunAsync();
    }

    [Fact]
    public async Task Says_what_is_wrong()
    {
        var test = new PackageRuleTest<Lmi0001KnowledgeLineAnalyzer>();
        test.TestState.AdditionalFiles.Add(("/app/team.lmi.txt", "immutable T:Acme.Money"));
        test.ExpectedDiagnostics.Add(new DiagnosticResult("LMI0001", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)
            .WithSpan("/app/team.lmi.txt", 1, 11, 1, 23)
            .WithMessage("This line of the knowledge file is ignored: the source is missing: end the line with the URL that the fact comes from"));

        await test.RunAsync();
    }

    [Fact]
    public async Task Reads_no_other_file()
    {
        var test = new PackageRuleTest<Lmi0001KnowledgeLineAnalyzer>();
        test.TestState.AdditionalFiles.Add(("/app/notes.txt", "nonsense"));

        await test.RunAsync();
    }
}
