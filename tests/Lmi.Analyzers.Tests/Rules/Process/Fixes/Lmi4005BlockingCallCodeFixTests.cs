using System.Threading.Tasks;
using Lmi.Analyzers.CodeFixes.Rules.Process;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.Process.Fixes;

/// <summary>Awaiting instead of blocking, and when it is not offered.</summary>
public class Lmi4005BlockingCallCodeFixTests
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        """;

    private const string Work = """

            private static async Task<string> WorkAsync(string input)
            {
                await Task.Delay(1);
                return input;
            }
        }
        """;

    [Theory]
    [InlineData("async Task<string>", "return WorkAsync(input).{|LMI4005:Result|};", "async Task<string>", "return await WorkAsync(input);")]
    [InlineData("string", "return WorkAsync(input).{|LMI4005:Result|}.Trim();", "async Task<string>", "return (await WorkAsync(input)).Trim();")]
    [InlineData("string", "return WorkAsync(input).ConfigureAwait(false).{|LMI4005:GetAwaiter().GetResult()|};", "async Task<string>", "return await WorkAsync(input).ConfigureAwait(false);")]
    [InlineData("void", "WorkAsync(input).{|LMI4005:Wait()|}; // and then", "async Task", "await WorkAsync(input); // and then")]
    [InlineData("void", "{|LMI4005:Thread.Sleep(10)|};", "async Task", "await Task.Delay(10);")]
    [InlineData("void", "{|LMI4005:Task.WaitAll(WorkAsync(input), WorkAsync(input))|};", "async Task", "await Task.WhenAll(WorkAsync(input), WorkAsync(input));")]
    [InlineData("async Task", "await Task.Yield(); Func<Task> run = async () => {|LMI4005:Thread.Sleep(10)|}; await run();", "async Task", "await Task.Yield(); Func<Task> run = async () => await Task.Delay(10); await run();")]
    [InlineData("Task<string>", "{|LMI4005:Thread.Sleep(10)|}; if (input == \"\") { return Task.FromResult(\"\"); } return WorkAsync(input);", "async Task<string>", "await Task.Delay(10); if (input == \"\") { return \"\"; } return await WorkAsync(input);")]
    [InlineData("int", "return WorkAsync(input).{|LMI4005:Result|}.Length + WorkAsync(input).{|LMI4005:Result|}.Length;", "async Task<int>", "return (await WorkAsync(input)).Length + (await WorkAsync(input)).Length;")]
    public Task In_the_handler(string returns, string before, string asynchronous, string after) => VerifyFix<Lmi4005BlockingCallCodeFix>.RepairsAsync(Function(returns, before), Function(asynchronous, after));

    [Fact]
    public Task Callers_follow_through_classes_and_an_interface() => VerifyFix<Lmi4005BlockingCallCodeFix>.RepairsAsync(
        Usings + """
        public interface IStore
        {
            string Load(string key);
        }

        public class Store : IStore
        {
            public string Load(string key) => Read(key);

            private static string Read(string key)
            {
                return Task.Run(() => key).{|LMI4005:Result|};
            }
        }

        public class Function
        {
            private readonly IStore _store = new Store();

            public string Handle(string input, ILambdaContext context)
            {
                var first = _store.Load(input);
                return first + _store.Load(first).Length;
            }
        }
        """,
        Usings + """
        public interface IStore
        {
            Task<string> Load(string key);
        }

        public class Store : IStore
        {
            public async Task<string> Load(string key) => await Read(key);

            private static async Task<string> Read(string key)
            {
                return await Task.Run(() => key);
            }
        }

        public class Function
        {
            private readonly IStore _store = new Store();

            public async Task<string> Handle(string input, ILambdaContext context)
            {
                var first = await _store.Load(input);
                return first + (await _store.Load(first)).Length;
            }
        }
        """);

    [Theory]
    [InlineData("in a lock", "private readonly object _gate = new(); public string Handle(string input, ILambdaContext context) { lock (_gate) { return WorkAsync(input).Result; } }")]
    [InlineData("a caller in a lock", "private readonly object _gate = new(); public string Handle(string input, ILambdaContext context) { lock (_gate) { return Get(input); } } private static string Get(string key) => WorkAsync(key).Result;")]
    [InlineData("in a property", "public string Handle(string input, ILambdaContext context) => Key; private static string Key => WorkAsync(\"\").Result;")]
    [InlineData("called by a constructor too", "public Function() => Get(\"\"); public string Handle(string input, ILambdaContext context) => Get(input); private static string Get(string key) => WorkAsync(key).Result;")]
    [InlineData("called in a lambda", "public string Handle(string input, ILambdaContext context) => string.Concat(new[] { input }.Select(x => WorkAsync(x).Result));")]
    [InlineData("given away", "public string Handle(string input, ILambdaContext context) => string.Concat(new[] { input }.Select(Get)); private static string Get(string key) => WorkAsync(key).Result;")]
    [InlineData("with an out parameter", "public string Handle(string input, ILambdaContext context) { Get(input, out var value); return value; } private static void Get(string key, out string value) => value = WorkAsync(key).Result;")]
    [InlineData("an iterator", "public int Handle(string input, ILambdaContext context) => All(input).Count(); private static IEnumerable<string> All(string key) { yield return WorkAsync(key).Result; }")]
    [InlineData("an interface of metadata", "public int Handle(string input, ILambdaContext context) => CompareTo(input); public int CompareTo(string? other) => WorkAsync(other!).Result.Length;", "IComparable<string>")]
    [InlineData("a time limit", "public bool Handle(string input, ILambdaContext context) => WorkAsync(input).Wait(1000);")]
    [InlineData("what only blocking throws", "public string Handle(string input, ILambdaContext context) { try { return WorkAsync(input).Result; } catch (AggregateException) { return \"\"; } }")]
    [InlineData("public, and nobody here calls it", "public string Handle(string input, ILambdaContext context) => Api.Get(input); } public static class Api { public static string Get(string key) => Inner(key); public static string Two(string key) => Inner(key); private static string Inner(string key) => Rest.WorkAsync(key).Result; } public class Rest {")]
    [InlineData("in a pattern", "public string Handle(string input, ILambdaContext context) { var work = WorkAsync(input); return work is { Result: { Length: > 0 } text } ? text : input; }")]
    [InlineData("in a pattern of a member's member", "public string Handle(string input, ILambdaContext context) => (Text: WorkAsync(input), Size: 1) is { Text.Result: var text } ? text : input;")]
    public Task Not_offered(string why, string members, string @base = "object")
    {
        Assert.NotEmpty(why);
        return VerifyFix<Lmi4005BlockingCallCodeFix>.OffersAsync(Usings + "public class Function : " + @base + " { " + members + " public static async Task<string> WorkAsync(string input) { await Task.Delay(1); return input; } }");
    }

    private static string Function(string returns, string statements) => Usings + $$"""
        public class Function
        {
            public {{returns}} Handle(string input, ILambdaContext context)
            {
                {{statements}}
            }

        """ + Work.Substring(1);
}
