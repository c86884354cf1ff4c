using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Fix = Lmi.Analyzers.Tests.VerifyFix<Lmi.Analyzers.CodeFixes.Rules.SharedState.Lmi1003UnsynchronisedLazyInitializationCodeFix>;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>Which lazy initializations become <c>Lazy&lt;T&gt;</c> or <c>Lazy&lt;Task&lt;T&gt;&gt;</c>.</summary>
public sealed class Lmi1003LazyCodeFixTests
{
    /// <summary>The body of a static method that returns the shared <c>s_x</c>, and what it becomes.</summary>
    [Theory]
    [InlineData("return {|LMI1003:s_x|} ??= Config.Load();", "return s_x.Value;")]
    [InlineData("return ({|LMI1003:s_x|} ??= Config.Load()).Self();", "return s_x.Value.Self();")]
    [InlineData("return s_x ?? ({|LMI1003:s_x|} = Config.Load());", "return s_x.Value;")]
    [InlineData("{|LMI1003:s_x|} ??= Config.Load(); return s_x.Self();", "var x = s_x.Value; return x.Self();")]
    [InlineData("{|LMI1003:s_x|} = s_x ?? Config.Load(); return s_x.Self();", "var x = s_x.Value; return x.Self();")]
    [InlineData("if (s_x == null) {|LMI1003:s_x|} = Config.Load(); return s_x.Self();", "var x = s_x.Value; return x.Self();")]
    [InlineData("if (null == s_x) {|LMI1003:s_x|} = Config.Load(); return s_x.Self();", "var x = s_x.Value; return x.Self();")]
    [InlineData("if (s_x is null) { {|LMI1003:s_x|} = Config.Load(); } return s_x!.Self();", "var x = s_x.Value; return x.Self();")]
    [InlineData("if (!(s_x is { })) { {|LMI1003:s_x|} = Config.Load(); } return s_x;", "return s_x.Value;")]
    [InlineData("if (s_x != null) return s_x; {|LMI1003:s_x|} = Config.Load(); return s_x;", "return s_x.Value;")]
    [InlineData("if (s_x == null) { /* why */ {|LMI1003:s_x|} = Config.Load(); } return s_x.Self();", "/* why */\n        var x = s_x.Value; return x.Self();")]
    [InlineData("if (true) {|LMI1003:s_x|} ??= Config.Load(); return s_x!;", "if (true) _ = s_x.Value; return s_x.Value;")]
    public Task Value_keeps_its_place(string before, string after) => Fix.RepairsAsync(InMethod("private static Config? s_x;", before), InMethod("private static readonly Lazy<Config> s_x = new(() => Config.Load());", after));

    [Theory]
    [InlineData("private static volatile Config? s_x = null; // kept", "private static readonly Lazy<Config> s_x = new(() => Config.Load()); // kept")]
    [InlineData("static Config s_x = null!;", "static readonly Lazy<Config> s_x = new(() => Config.Load());")]
    [InlineData("internal static Config? s_x;", "internal static readonly Lazy<Config> s_x = new(() => Config.Load());")]
    [InlineData("private static Config? s_x { get; set; } // kept", "private static Lazy<Config> s_x { get; } = new(() => Config.Load()); // kept")]
    [InlineData("private static Config s_x { get; set; } = null!;", "private static Lazy<Config> s_x { get; } = new(() => Config.Load());")]
    public Task Declaration_keeps_what_it_can(string before, string after) =>
        Fix.RepairsAsync(InMethod(before, "return {|LMI1003:s_x|} ??= Config.Load();"), InMethod(after, "return s_x.Value;"));

    /// <summary>What decides against <c>Lazy&lt;T&gt;</c>: the factory needs the method, or the value is reset, set otherwise, or looked at while unset.</summary>
    [Theory]
    [InlineData("var name = Environment.MachineName; if (s_x == null) s_x = new Config { Name = name }; return s_x;", "Let one invocation initialize 's_x'", "Guard 's_x' with a lock")]
    [InlineData("s_x ??= Config.Load(); if (s_x.Name == \"\") s_x = null; return s_x!;", "Guard 's_x' with a lock")]
    [InlineData("if (s_x == null) { s_x = Config.Load(); if (s_x.Name == \"\") return Config.Load(); } return s_x;", "Guard 's_x' with a lock")]
    public Task No_Lazy_where_the_meaning_changes(string statements, params string[] titles) => Fix.OffersAsync(InMethod("private static Config? s_x;", statements), titles);

    [Fact]
    public Task Several_statements_become_the_factory() => Fix.RepairsAsync(
        InMethod("private static List<string>? s_names;", """
            if (s_names == null)
                    {
                        // All of them.
                        var first = Environment.MachineName;
                        {|LMI1003:s_names|} = new List<string>();
                        {|LMI1001:s_names.Add|}(first);
                    }

                    return new Config { Name = s_names[0] };
            """),
        InMethod("""
            private static readonly Lazy<List<string>> s_names = new(() =>
                {
                    // All of them.
                    var first = Environment.MachineName;
                    var names = new List<string>();
                    names.Add(first);
                    return names;
                });
            """, """
            var names = s_names.Value;

                    return new Config { Name = names[0] };
            """));

    [Fact]
    public Task Wrong_double_checked_locking() => Fix.RepairsAsync(
        InMethod("private static DateTime? s_when; private static readonly object s_gate = new();", """
            if (s_when == null)
                    {
                        lock (s_gate)
                        {
                            if (s_when == null)
                            {
                                {|LMI1003:s_when|} = DateTime.UtcNow;
                            }
                        }
                    }

                    return new Config { Name = s_when.Value.ToString() };
            """),
        InMethod("private static readonly Lazy<DateTime> s_when = new(() => DateTime.UtcNow); private static readonly object s_gate = new();", """
            var when = s_when.Value;

                    return new Config { Name = when.ToString() };
            """));

    /// <summary>Windows line ends, tabs, and a language without <c>new()</c>.</summary>
    [Fact]
    public Task The_style_of_the_file_is_kept()
    {
        const string Before = """
            using System;
            using Amazon.Lambda.Core;
            namespace N
            {
            	public class F
            	{
            		private static string s_name;
            		public string Handle(string input, ILambdaContext context)
            		{
            			if (s_name == null)
            			{
            				var first = Environment.MachineName;
            				{|LMI1003:s_name|} = first + "!";
            			}
            			return s_name + input;
            		}
            	}
            }
            """;
        const string After = """
            using System;
            using Amazon.Lambda.Core;
            namespace N
            {
            	public class F
            	{
            		private static readonly Lazy<string> s_name = new Lazy<string>(() =>
            		{
            			var first = Environment.MachineName;
            			return first + "!";
            		});
            		public string Handle(string input, ILambdaContext context)
            		{
            			var name = s_name.Value;
            			return name + input;
            		}
            	}
            }
            """;
        return Fix.RepairsAsync(
            new[] { ("/0/Test0.cs", Before.Replace("\n", "\r\n")) }, new[] { ("/0/Test0.cs", After.Replace("\n", "\r\n")) }, NullableContextOptions.Disable, language: LanguageVersion.CSharp8);
    }

    [Fact]
    public Task What_looks_whether_it_is_set_asks_Lazy() => Fix.RepairsAsync(
        InMethod("private static Config? s_x; public void Dispose() { if (s_x != null) Console.WriteLine(s_x.Name); s_x?.Self(); }", "return {|LMI1003:s_x|} ??= Config.Load();"),
        InMethod("private static readonly Lazy<Config> s_x = new(() => Config.Load()); public void Dispose() { if (s_x.IsValueCreated) Console.WriteLine(s_x.Value.Name); if (s_x.IsValueCreated) s_x.Value.Self(); }", "return s_x.Value;"));

    [Fact]
    public Task A_factory_that_needs_the_object_is_set_in_the_constructors() => Fix.RepairsAsync(
        """
        using System;
        using Amazon.Lambda.Core;

        public class F
        {
            private readonly string _region = "eu";
            private string? _name;

            public F() => _region = "us";

            protected F(string region)
            {
                _region = region;
            }

            protected F(int n) : this(n.ToString())
            {
            }

            // Made on first use.
            private string Name => {|LMI1003:_name|} ??= Make(_region);

            public string Handle(string input, ILambdaContext context) => input + Name;

            private string Make(string region) => region + Environment.MachineName;
        }
        """,
        """
        using System;
        using Amazon.Lambda.Core;

        public class F
        {
            private readonly string _region = "eu";
            private readonly Lazy<string> _name;

            public F()
            {
                _name = new Lazy<string>(() => Make(_region));
                _region = "us";
            }

            protected F(string region)
            {
                _name = new Lazy<string>(() => Make(_region));
                _region = region;
            }

            protected F(int n) : this(n.ToString())
            {
            }

            // Made on first use.
            private string Name => _name.Value;

            public string Handle(string input, ILambdaContext context) => input + Name;

            private string Make(string region) => region + Environment.MachineName;
        }
        """);

    [Fact]
    public Task Without_a_constructor_one_is_added() => Fix.RepairsAsync(
        """
        using Amazon.Lambda.Core;

        namespace N
        {
            public class F
            {
                private string _name;
                private readonly int _n = 2;

                public string Handle(string input, ILambdaContext context)
                {
                    if (_name == null)
                        {|LMI1003:_name|} = Make();
                    return _name + input;
                }

                private string Make() => "n" + _n;
            }
        }
        """,
        """
        using System;
        using Amazon.Lambda.Core;

        namespace N
        {
            public class F
            {
                private readonly Lazy<string> _name;
                private readonly int _n = 2;

                /// <summary>Initializes a new instance; what it needs is made on first use.</summary>
                public F()
                {
                    _name = new Lazy<string>(() => Make());
                }

                public string Handle(string input, ILambdaContext context)
                {
                    var name = _name.Value;
                    return name + input;
                }

                private string Make() => "n" + _n;
            }
        }
        """,
        NullableContextOptions.Disable);

    [Fact]
    public Task Asynchronous_factories_become_a_lazy_task() => Fix.RepairsAsync(
        """
        using System;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class F
        {
            private static string? s_a;
            private static string? s_b;

            public async Task<string> Handle(string input, ILambdaContext context)
            {
                {|LMI1003:s_a|} ??= await LoadAsync(); // once
                return s_a + (await GetAsync()).Length;
            }

            private static async Task<string> GetAsync()
            {
                if (s_b == null)
                {
                    Console.WriteLine("loading");
                    {|LMI1003:s_b|} = await LoadAsync().ConfigureAwait(false);
                }

                return s_b;
            }

            private static Task<string> LoadAsync() => Task.FromResult("x");
        }
        """,
        """
        using System;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class F
        {
            private static readonly Lazy<Task<string>> s_a = new(() => LoadAsync());
            private static readonly Lazy<Task<string>> s_b = new(async () =>
            {
                Console.WriteLine("loading");
                return await LoadAsync().ConfigureAwait(false);
            });

            public async Task<string> Handle(string input, ILambdaContext context)
            {
                var a = await s_a.Value; // once
                return a + (await GetAsync()).Length;
            }

            private static async Task<string> GetAsync()
            {
                return await s_b.Value.ConfigureAwait(false);
            }

            private static Task<string> LoadAsync() => Task.FromResult("x");
        }
        """);

    [Fact]
    public Task A_local_that_the_handler_captures() => Fix.RepairsAsync(
        """
        using System;
        using Amazon.Lambda.Core;
        using Amazon.Lambda.RuntimeSupport;
        using Amazon.Lambda.Serialization.SystemTextJson;

        var region = Environment.GetEnvironmentVariable("REGION");
        string? name = null;
        Func<string, ILambdaContext, string> handler = (input, context) =>
        {
            {|LMI1003:name|} ??= "in " + region;
            return input + name;
        };
        await LambdaBootstrapBuilder.Create(handler, new DefaultLambdaJsonSerializer()).Build().RunAsync();
        """,
        """
        using System;
        using Amazon.Lambda.Core;
        using Amazon.Lambda.RuntimeSupport;
        using Amazon.Lambda.Serialization.SystemTextJson;

        var region = Environment.GetEnvironmentVariable("REGION");
        var name = new Lazy<string>(() => "in " + region);
        Func<string, ILambdaContext, string> handler = (input, context) =>
        {
            var currentName = name.Value;
            return input + currentName;
        };
        await LambdaBootstrapBuilder.Create(handler, new DefaultLambdaJsonSerializer()).Build().RunAsync();
        """,
        output: OutputKind.ConsoleApplication);

    private static string InMethod(string members, string body) => $$"""
        using System;
        using System.Collections.Generic;
        using Amazon.Lambda.Core;

        namespace N;

        public class Config
        {
            public string Name = "x";
            public static Config Load() => new();
            public Config Self() => this;
        }

        public class F
        {
            {{members}}

            public string Handle(string input, ILambdaContext context) => input + Get().Name;

            private static Config Get()
            {
                {{body}}
            }
        }
        """;
}
