using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>What a report of a race tells the reader, and the fix.</summary>
public class RaceReportTests
{
    private const string Ledger = """
        using System.Collections.Concurrent;
        using System.Collections.Generic;
        using Amazon.Lambda.Core;

        public class Function
        {
            private readonly Ledger _ledger = new();

            public int Handle(string input, ILambdaContext context) => Book(input);

            private int Book(string name) => _ledger.Add(name);
        }

        public class Ledger
        {
            private readonly ConcurrentDictionary<string, List<string>> _lists = new();
            private readonly Dictionary<string, int> _counts = new();
            private int _calls;

            public int Add(string name)
            {
                _lists.GetOrAdd(name, static _ => new()).Add(name);
                _counts[name] = 1;
                return ++_calls;
            }
        }
        """;

    [Fact]
    public async Task Message_says_what_why_and_how_an_invocation_gets_there()
    {
        const string Path = "handler 'Function.Handle' gets here through 'Function.Book', 'Ledger.Add', on the object kept in 'Function._ledger'";

        Assert.Equal(
            [
                "An object in 'Ledger._lists' is a List shared by every concurrent invocation and is not safe to write: " + Path,
                "'Ledger._counts' is a Dictionary shared by every concurrent invocation and is not safe to write: " + Path,
                "'Ledger._calls' is shared by every concurrent invocation and is written without a lock, so updates are lost or mixed up: " + Path,
            ],
            (await ReportsAsync(Ledger)).Select(static d => d.GetMessage()));
    }

    [Fact]
    public async Task Message_says_what_keeps_the_object_of_the_state()
    {
        const string Accounts = """
            using System;
            using System.Collections.Concurrent;
            using System.Collections.Generic;
            using System.IO;
            using Amazon.Lambda.Core;

            public class Account
            {
                public List<string> Seen { get; } = new();
                public int Visits { get; set; }
            }

            public class Journal
            {
                private readonly StringWriter _text = new();

                public void Note(string line) => _text.WriteLine(line);
            }

            public class Function
            {
                private readonly ConcurrentDictionary<string, Account> _accounts = new();
                private static readonly Journal s_journal = new();

                public int Handle(string name, ILambdaContext context)
                {
                    var account = _accounts.GetOrAdd(name, static _ => new());
                    account.Seen.Add(name);
                    s_journal.Note(name);
                    return account.Visits++;
                }
            }
            """;

        Assert.Equal(
            [
                "'Journal._text' is a StringWriter shared by every concurrent invocation and is not safe to use from more than one at a time, as '_text.WriteLine' does: handler 'Function.Handle' gets here through 'Journal.Note', on the object kept in 'Function.s_journal'",
                "'Account.Seen' is a List shared by every concurrent invocation and is not safe to write: handler 'Function.Handle' gets here, on an object kept in 'Function._accounts'",
                "'Account.Visits' is shared by every concurrent invocation that looks up the same object and is written without a lock, so updates are lost or mixed up: handler 'Function.Handle' gets here, on an object kept in 'Function._accounts'",
            ],
            (await ReportsAsync(Accounts)).Select(static d => d.GetMessage()));
    }

    [Fact]
    public async Task Locations_are_the_declaration_and_each_step_of_the_path()
    {
        foreach (var report in await ReportsAsync(Ledger))
        {
            var places = report.AdditionalLocations.Select(Text).ToList();

            Assert.Equal([report.GetMessage().Split('\'')[1].Split('.')[1], "Handle", "Book", "Add"], places);
        }
    }

    [Fact]
    public async Task Properties_name_the_state_and_say_when_an_element_of_it_is_meant()
    {
        var reports = await ReportsAsync(Ledger);

        Assert.Equal(["F:Ledger._lists", "F:Ledger._counts", "F:Ledger._calls"], reports.Select(static d => d.Properties[DiagnosticKeys.State]));
        Assert.Equal([true, false, false], reports.Select(static d => d.Properties.ContainsKey(DiagnosticKeys.Element)));
    }

    [Fact]
    public async Task A_captured_local_is_named_and_located_but_has_no_documentation_id()
    {
        var report = Assert.Single(await ReportsAsync("""
            using System.Threading.Tasks;
            using Amazon.Lambda.Core;
            using Amazon.Lambda.RuntimeSupport;
            using Amazon.Lambda.Serialization.SystemTextJson;

            public static class Program
            {
                public static Task Main()
                {
                    var calls = 0;
                    return LambdaBootstrapBuilder.Create<string, int>((input, context) => ++calls, new DefaultLambdaJsonSerializer()).Build().RunAsync();
                }
            }
            """));

        Assert.StartsWith("'calls' is shared by every concurrent invocation", report.GetMessage());
        Assert.Equal("calls", Text(report.AdditionalLocations[0]));
        Assert.DoesNotContain(DiagnosticKeys.State, report.Properties.Keys);
    }

    private static string Text(Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);

    private static async Task<IReadOnlyList<Diagnostic>> ReportsAsync(string source)
    {
        var compilation = CSharpCompilation.Create(
            "Reports",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest), "Source.cs")],
            Verify.Framework.Add(Verify.StandIns),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        return await Verify.FullAsync(compilation);
    }
}
