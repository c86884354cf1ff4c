using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>Locals of top-level statements, and Fix All over several states at once.</summary>
public sealed class Lmi1001WholeProgramCodeFixTests
{
    [Fact]
    public Task CapturedLocal() => Lmi1001CodeFixTest.FixedAsync(
        """
        using System.Collections.Generic;
        using Amazon.Lambda.Core;
        using Amazon.Lambda.RuntimeSupport;

        var names = new List<string>();
        names.Add("start");
        await LambdaBootstrapBuilder.Create((string key, ILambdaContext context) =>
        {
            names.Remove(key);
            return "ok";
        }, new Amazon.Lambda.Serialization.SystemTextJson.DefaultLambdaJsonSerializer()).Build().RunAsync();
        """,
        """
        using System.Collections.Generic;
        using Amazon.Lambda.Core;
        using Amazon.Lambda.RuntimeSupport;

        var names = new List<string>();
        object namesLock = new();
        names.Add("start");
        await LambdaBootstrapBuilder.Create((string key, ILambdaContext context) =>
        {
            lock (namesLock)
            {
                names.Remove(key);
            }
            return "ok";
        }, new Amazon.Lambda.Serialization.SystemTextJson.DefaultLambdaJsonSerializer()).Build().RunAsync();
        """,
        "Guard every use of 'names'",
        OutputKind.ConsoleApplication);

    [Fact]
    public Task LocalOfALocalFunction() => Lmi1001CodeFixTest.FixedAsync(
        """
        using System.Collections.Generic;
        using Amazon.Lambda.Core;
        using Amazon.Lambda.RuntimeSupport;

        List<string> last = new();
        await LambdaBootstrapBuilder.Create<string, string>(Handle, new Amazon.Lambda.Serialization.SystemTextJson.DefaultLambdaJsonSerializer()).Build().RunAsync();

        string Handle(string id, ILambdaContext context)
        {
            last.Insert(0, "tick");
            return last[0];
        }
        """,
        """
        using System.Collections.Generic;
        using Amazon.Lambda.Core;
        using Amazon.Lambda.RuntimeSupport;

        List<string> last = new();
        object lastLock = new();
        await LambdaBootstrapBuilder.Create<string, string>(Handle, new Amazon.Lambda.Serialization.SystemTextJson.DefaultLambdaJsonSerializer()).Build().RunAsync();

        string Handle(string id, ILambdaContext context)
        {
            lock (lastLock)
            {
                last.Insert(0, "tick");
                return last[0];
            }
        }
        """,
        "Guard every use of 'last'",
        OutputKind.ConsoleApplication);

    /// <summary>One Fix All gives each state what suits it, though one statement uses several.</summary>
    [Fact]
    public Task FixAll() => Lmi1001CodeFixTest.FixAllAsync(
        Lmi1001CodeFixTest.Function(
            """
            private static readonly Dictionary<string, int> Counts = new();
            private static readonly List<string> Names = new();
            private static readonly List<string> Log = new();

            public void Handle(string key, ILambdaContext context)
            {
                Counts[key] = Counts.GetValueOrDefault(key) + 1;
                Log.Add(key);
                Names.Sort();
                Log.Add("sorted");
                Counts["all"] = Names.Count;
            }
            """),
        Lmi1001CodeFixTest.Function(
            """
            private static readonly ConcurrentDictionary<string, int> Counts = new();
            private static readonly List<string> Names = new();
            private static readonly object NamesLock = new();
            private static readonly ConcurrentQueue<string> Log = new();

            public void Handle(string key, ILambdaContext context)
            {
                Counts.AddOrUpdate(key, 1, (_, current) => current + 1);
                Log.Enqueue(key);
                lock (NamesLock)
                {
                    Names.Sort();
                    Log.Enqueue("sorted");
                    Counts["all"] = Names.Count;
                }
            }
            """,
            concurrent: true));

    /// <summary>Fix All of one kind leaves what it does not suit.</summary>
    [Fact]
    public Task FixAllOfOneKind() => Lmi1001CodeFixTest.FixAllAsync(
        Lmi1001CodeFixTest.Function(
            """
            private static readonly Dictionary<string, int> Counts = new();
            private static readonly List<string> Names = new();

            public void Handle(string key, ILambdaContext context)
            {
                Counts[key] = 1;
                Names.Sort();
            }
            """),
        Lmi1001CodeFixTest.Function(
            """
            private static readonly ConcurrentDictionary<string, int> Counts = new();
            private static readonly List<string> Names = new();

            public void Handle(string key, ILambdaContext context)
            {
                Counts[key] = 1;
                Names.Sort();
            }
            """,
            concurrent: true),
        "LMI1001.swap");
}
