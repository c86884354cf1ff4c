using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;
using Fix = Lmi.Analyzers.Tests.VerifyFix<Lmi.Analyzers.CodeFixes.Rules.SharedState.Lmi1006InvocationDataOverwritesSharedStateCodeFix>;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>Fields that carry data of one invocation from a method to those that it calls: a local and a parameter say the same.</summary>
public sealed class Lmi1006ParameterCodeFixTests
{
    [Fact]
    public Task Through_several_private_methods() => Fix.RepairsAsync(
        """
        using System;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        namespace N;

        public class F
        {
            // Whose request it is.
            private string? _tenant;
            private static ILambdaContext? s_context;
            private int _length = -1;
            private readonly string _other = "";

            public async Task<string> Handle(string input, ILambdaContext context)
            {
                {|LMI1006:s_context|} = context; // for the logs
                // Last character only.
                {|LMI1006:_tenant|} = input.Substring(1);
                {|LMI1006:_length|} = input.Length;
                await Task.Yield();
                Func<string> later = () => Describe("later");
                return Describe("x", n: 2) + later() + _other;
            }

            private string Describe(string prefix, int n = 1)
            {
                Log(prefix);
                return prefix + _tenant + n + _length;
            }

            private static void Log(string text) => s_context!.Logger.LogLine(text + s_context.AwsRequestId);
        }
        """,
        """
        using System;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        namespace N;

        public class F
        {
            private readonly string _other = "";

            public async Task<string> Handle(string input, ILambdaContext context)
            {
                // Whose request it is.
                // for the logs
                // Last character only.
                string tenant = input.Substring(1);
                int length = input.Length;
                await Task.Yield();
                Func<string> later = () => Describe(length, tenant, context, "later");
                return Describe(length, tenant, context, "x", n: 2) + later() + _other;
            }

            private string Describe(int length, string tenant, ILambdaContext context, string prefix, int n = 1)
            {
                Log(prefix, context);
                return prefix + tenant + n + length;
            }

            private static void Log(string text, ILambdaContext context) => context.Logger.LogLine(text + context.AwsRequestId);
        }
        """);

    [Fact]
    public Task In_a_loop() => Fix.RepairsAsync(
        """
        using System;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;
        using Amazon.Lambda.SQSEvents;

        namespace N
        {
            public class F
            {
                private SQSEvent.SQSMessage _current, _unused;

                public async Task Handle(SQSEvent batch, ILambdaContext context)
                {
                    foreach (var record in batch.Records)
                    {
                        {|LMI1006:_current|} = record;
                        await ProcessAsync();
                    }
                }

                private Task ProcessAsync() => Task.Run(() => Console.WriteLine(this._current.Body));
            }
        }
        """,
        """
        using System;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;
        using Amazon.Lambda.SQSEvents;

        namespace N
        {
            public class F
            {
                private SQSEvent.SQSMessage _unused;

                public async Task Handle(SQSEvent batch, ILambdaContext context)
                {
                    foreach (var record in batch.Records)
                    {
                        await ProcessAsync(record);
                    }
                }

                private Task ProcessAsync(SQSEvent.SQSMessage record) => Task.Run(() => Console.WriteLine(record.Body));
            }
        }
        """,
        NullableContextOptions.Disable);

    [Fact]
    public Task A_collection_that_is_emptied_first() => Fix.RepairsAsync(
        """
        using System.Collections.Generic;
        using Amazon.Lambda.Core;

        public class F
        {
            private readonly List<string> _errors = new();

            public int Handle(string input, ILambdaContext context)
            {
                {|LMI1006:_errors.Clear|}();
                Check(input);
                return _errors.Count;
            }

            private void Check(string text)
            {
                if (text.Length == 0)
                    {|LMI1001:_errors.Add|}(text);
            }
        }
        """,
        """
        using System.Collections.Generic;
        using Amazon.Lambda.Core;

        public class F
        {
            public int Handle(string input, ILambdaContext context)
            {
                List<string> errors = new();
                Check(input, errors);
                return errors.Count;
            }

            private void Check(string text, List<string> errors)
            {
                if (text.Length == 0)
                    errors.Add(text);
            }
        }
        """);

    [Fact]
    public Task A_name_that_is_taken() => Fix.RepairsAsync(
        """
        using Amazon.Lambda.Core;

        public class F
        {
            private string _name = "";

            public string Handle(string input, ILambdaContext context)
            {
                var name = "n";
                {|LMI1006:_name|} = input.Trim();
                return Both(name);
            }

            private string Both(string name) => name + _name;
        }
        """,
        """
        using Amazon.Lambda.Core;

        public class F
        {
            public string Handle(string input, ILambdaContext context)
            {
                var name = "n";
                string currentName = input.Trim();
                return Both(name, currentName);
            }

            private string Both(string name, string currentName) => name + currentName;
        }
        """);

    /// <summary>No parameter: a reader that is public, taken as a delegate, called before, or recursion; then an AsyncLocal.</summary>
    [Theory]
    [InlineData("_x = input; return Read();", "public string Read() => _x;")]
    [InlineData("_x = input; Func<string> f = Read; return f();", "private string Read() => _x;")]
    [InlineData("if (input.Length > 3) { _x = input; } return Read();", "private string Read() => _x;")]
    [InlineData("_x = input; return input.Length > 3 ? Handle(\"\", context) : Read();", "private string Read() => _x;")]
    [InlineData("_x = input; return Read();", "private string Read() => _x + nameof(_x);")]
    public Task An_AsyncLocal_where_a_parameter_cannot_go(string statements, string member) =>
        Fix.OffersAsync(InClass(statements, member), "Keep '_x' in an AsyncLocal<T>");

    /// <summary>Nothing is right: another handler reads it, an async callee sets it, it means the value of an earlier invocation.</summary>
    [Theory]
    [InlineData("_x = input; return input;", "public string Last(string input, ILambdaContext context) => _x;")]
    [InlineData("SetAsync(input).Wait(); return _x;", "private async Task SetAsync(string s) { await Task.Yield(); _x = s; }")]
    [InlineData("Task.Run(() => _x = input).Wait(); return _x;", "")]
    [InlineData("Action set = Set; Task.Run(set).Wait(); return _x; void Set() => _x = input;", "")]
    [InlineData("Task.Run(Set).Wait(); return _x; void Set() => _x = input;", "")]
    [InlineData("var before = _x; _x = input; return before;", "")]
    [InlineData("_x = input; return Read();", "private string Read() { var x = _x; _x = \"\"; return x; }")]
    [InlineData("if (_key == input.Length) return _x; _key = 7; _x = input; return Read();", "private int _key; public string Read() => _x;")]
    [InlineData("_x = input; return Read();", "public F() => _x = Environment.MachineName; public string Read() => _x;")]
    public Task No_fix_where_the_value_would_not_arrive(string statements, string member) => Fix.OffersAsync(InClass(statements, member));

    private static string InClass(string statements, string member) => $$"""
        using System;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class F
        {
            private string _x = "";

            public string Handle(string input, ILambdaContext context)
            {
                {{statements}}
            }

            {{member}}
        }
        """;
}
