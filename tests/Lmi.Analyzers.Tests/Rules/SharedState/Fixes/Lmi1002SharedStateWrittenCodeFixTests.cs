using System;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;
using Fix = Lmi.Analyzers.Tests.VerifyFix<Lmi.Analyzers.CodeFixes.Rules.SharedState.Lmi1002SharedStateWrittenCodeFix>;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>Which writes become atomic steps, which become locals, and which need the lock.</summary>
public sealed class Lmi1002SharedStateWrittenCodeFixTests
{
    /// <summary>One statement in a handler, and what it becomes; the field is <c>_x</c> of the given type.</summary>
    [Theory]
    [InlineData("int", "_x++;", "Interlocked.Increment(ref _x);")]
    [InlineData("int", "++_x;", "Interlocked.Increment(ref _x);")]
    [InlineData("int", "this._x--;", "Interlocked.Decrement(ref this._x);")]
    [InlineData("uint", "_x += 2;", "Interlocked.Add(ref _x, 2);")]
    [InlineData("ulong", "_x++;", "Interlocked.Increment(ref _x);")]
    [InlineData("int", "_x += 1;", "Interlocked.Increment(ref _x);")]
    [InlineData("int", "_x -= 1;", "Interlocked.Decrement(ref _x);")]
    [InlineData("int", "_x += input.Length;", "Interlocked.Add(ref _x, input.Length);")]
    [InlineData("int", "_x -= input.Length;", "Interlocked.Add(ref _x, -input.Length);")]
    [InlineData("int", "_x -= input.Length + 1;", "Interlocked.Add(ref _x, -(input.Length + 1));")]
    [InlineData("long", "_x -= input.Length;", "Interlocked.Add(ref _x, -(long)input.Length);")]
    [InlineData("int", "_x = _x + input.Length;", "Interlocked.Add(ref _x, input.Length);")]
    [InlineData("int", "_x = input.Length + _x;", "Interlocked.Add(ref _x, input.Length);")]
    [InlineData("int", "_x = _x - input.Length;", "Interlocked.Add(ref _x, -input.Length);")]
    [InlineData("int", "_x |= 4;", "Interlocked.Or(ref _x, 4);")]
    [InlineData("int", "_x++; // counts /* all */", "Interlocked.Increment(ref _x); // counts /* all */")]
    [InlineData("int", "var id = _x++;", "var id = Interlocked.Increment(ref _x) - 1;", "_x++")]
    [InlineData("int", "var text = \"n\" + _x-- * 2;", "var text = \"n\" + (Interlocked.Decrement(ref _x) + 1) * 2;", "_x--")]
    [InlineData("long", "var sum = Math.Abs(_x += 2);", "var sum = Math.Abs(Interlocked.Add(ref _x, 2));", "_x")]
    [InlineData("int", "Action count = () => _x++;", "Action count = () => Interlocked.Increment(ref _x);", "_x++")]
    [InlineData("int", "for (var i = 0; i < 2; i++, _x++) { }", "for (var i = 0; i < 2; i++, Interlocked.Increment(ref _x)) { }", "_x++")]
    public Task Interlocked_keeps_the_value(string type, string before, string after, string? reported = null) =>
        Fix.RepairsAsync(InHandler(type, Marked(before, reported)), InHandler(type, after));

    /// <summary>Writes with no atomic form, or that belong together with a read: one lock.</summary>
    [Theory]
    [InlineData("double", "_x += 1.5;")]
    [InlineData("int", "_x *= 2;")]
    [InlineData("int", "_x = _x * 2 + 1;")]
    [InlineData("int", "if (_x < 10) _x++;")]
    [InlineData("int", "while (_x < 10) { _x++; }")]
    [InlineData("int", "var before = _x; _x += before;")]
    [InlineData("uint", "_x -= (uint)input.Length;")]
    [InlineData("int", "checked { _x++; }")]
    [InlineData("int", "_x |= 4; Console.WriteLine(_x);")]
    [InlineData("int", "_x++; Change(ref _x); static void Change(ref int n) => n = 1;")]
    public Task A_lock_where_no_atomic_step_says_the_same(string type, string statement) =>
        Fix.OffersAsync(InHandler(type, statement), "Guard '_x' with a lock");

    [Fact]
    public Task A_captured_parameter_is_counted_in_place() => Fix.RepairsAsync(Budget("{|LMI1002:left--|}"), Budget("Interlocked.Decrement(ref left)"));

    private static string Budget(string spend) => $$"""
        using System.Threading;
        using Amazon.Lambda.Core;

        public class Budget(int left)
        {
            public void Spend() => {{spend}};
        }

        public class Function
        {
            private static readonly Budget s_budget = new(100);

            public void Handle(string input, ILambdaContext context) => s_budget.Spend();
        }
        """;

    [Fact]
    public Task A_lock_that_guards_it_elsewhere_is_taken_here_too() =>
        Fix.OffersAsync(InHandler("int", "_x++;").Replace("private int", "private readonly object _gate = new(); public int Take() { lock (_gate) { return _x *= 2; } } private int"), "Guard '_x' with a lock");

    [Fact]
    public Task What_follows_a_write_sees_the_value_of_that_write() => Fix.RepairsAsync(
        InHandler("int", """
            // Next number.
                    {|LMI1002:_x++|};
                    Console.WriteLine("n" + _x);
                    return "id" + _x * 2;
            """),
        InHandler("int", """
            // Next number.
                    var x = Interlocked.Increment(ref _x);
                    Console.WriteLine("n" + x);
                    return "id" + x * 2;
            """));

    [Fact]
    public Task Reads_of_64_bits_are_atomic_too_in_all_files_of_a_partial_type() => Fix.RepairsAsync(
        new[]
        {
            ("/0/Test0.cs", """
                // Licence.

                using Amazon.Lambda.Core;

                namespace N
                {
                    public partial class F
                    {
                        public string Handle(string input, ILambdaContext context)
                        {
                            {|LMI1002:_bytes|} += input.Length;
                            return input;
                        }
                    }
                }
                """),
            ("/0/Test1.cs", """
                namespace N
                {
                    public partial class F
                    {
                        internal static long _bytes;

                        public long Bytes() => _bytes; // read
                    }

                    public class Report
                    {
                        public string Text() => $"{F._bytes} bytes of {nameof(F._bytes)}";
                    }
                }
                """),
        },
        new[]
        {
            ("/0/Test0.cs", """
                // Licence.

                using System.Threading;
                using Amazon.Lambda.Core;

                namespace N
                {
                    public partial class F
                    {
                        public string Handle(string input, ILambdaContext context)
                        {
                            Interlocked.Add(ref _bytes, input.Length);
                            return input;
                        }
                    }
                }
                """),
            ("/0/Test1.cs", """
                using System.Threading;

                namespace N
                {
                    public partial class F
                    {
                        internal static long _bytes;

                        public long Bytes() => Interlocked.Read(ref _bytes); // read
                    }

                    public class Report
                    {
                        public string Text() => $"{Interlocked.Read(ref F._bytes)} bytes of {nameof(F._bytes)}";
                    }
                }
                """),
        });

    [Fact]
    public Task An_auto_property_gets_a_field() => Fix.RepairsAsync(
        """
        using Amazon.Lambda.Core;

        public class F
        {
            /// <summary>Seen so far.</summary>
            public long Seen { get; private set; } = 7; // so far

            // Requests.
            internal static int Requests { get; set; }
            private readonly int _other;

            public F()
            {
                Seen = 8;
                _other = 1;
            }

            public string Handle(string input, ILambdaContext context)
            {
                {|LMI1002:Seen|} += input.Length;
                {|LMI1002:Requests++|};
                return input + Seen + _other;
            }
        }
        """,
        """
        using System.Threading;
        using Amazon.Lambda.Core;

        public class F
        {
            private long _seen = 7;

            /// <summary>Seen so far.</summary>
            public long Seen => Interlocked.Read(ref _seen); // so far

            private static int _requests;

            // Requests.
            internal static int Requests
            {
                get => Volatile.Read(ref _requests);
                set => Volatile.Write(ref _requests, value);
            }

            private readonly int _other;

            public F()
            {
                _seen = 8;
                _other = 1;
            }

            public string Handle(string input, ILambdaContext context)
            {
                var seen = Interlocked.Add(ref _seen, input.Length);
                Interlocked.Increment(ref _requests);
                return input + seen + _other;
            }
        }
        """);

    [Fact]
    public Task A_local_that_the_handler_captures() => Fix.RepairsAsync(
        """
        using System;
        using Amazon.Lambda.Core;
        using Amazon.Lambda.RuntimeSupport;
        using Amazon.Lambda.Serialization.SystemTextJson;

        var count = 0;
        Func<string, ILambdaContext, string> handler = (input, context) =>
        {
            {|LMI1002:count++|};
            return input + count;
        };
        await LambdaBootstrapBuilder.Create(handler, new DefaultLambdaJsonSerializer()).Build().RunAsync();
        """,
        """
        using System;
        using System.Threading;
        using Amazon.Lambda.Core;
        using Amazon.Lambda.RuntimeSupport;
        using Amazon.Lambda.Serialization.SystemTextJson;

        var count = 0;
        Func<string, ILambdaContext, string> handler = (input, context) =>
        {
            var currentCount = Interlocked.Increment(ref count);
            return input + currentCount;
        };
        await LambdaBootstrapBuilder.Create(handler, new DefaultLambdaJsonSerializer()).Build().RunAsync();
        """,
        output: OutputKind.ConsoleApplication);

    [Fact]
    public Task A_value_of_one_call_becomes_a_local() => Fix.RepairsAsync(
        """
        using Amazon.Lambda.Core;

        public class F
        {
            // Where we are.
            private int _position;

            public int Handle(string input, ILambdaContext context)
            {
                {|LMI1002:_position|} = 0;
                while (_position < input.Length && input[_position] != ',')
                {
                    _position++;
                }

                return _position;
            }
        }
        """,
        """
        using Amazon.Lambda.Core;

        public class F
        {
            public int Handle(string input, ILambdaContext context)
            {
                // Where we are.
                int position = 0;
                while (position < input.Length && input[position] != ',')
                {
                    position++;
                }

                return position;
            }
        }
        """);

    [Fact]
    public Task Nullable_off_and_a_type_of_the_same_name() => Fix.RepairsAsync(
        """
        using Amazon.Lambda.Core;

        public static class Interlocked { }

        public class F
        {
            private static int s_n;

            public string Handle(string input, ILambdaContext context)
            {
                {|LMI1002:s_n++|};
                return input;
            }
        }
        """,
        """
        using Amazon.Lambda.Core;

        public static class Interlocked { }

        public class F
        {
            private static int s_n;

            public string Handle(string input, ILambdaContext context)
            {
                global::System.Threading.Interlocked.Increment(ref s_n);
                return input;
            }
        }
        """,
        NullableContextOptions.Disable);

    private static string Marked(string statement, string? reported)
    {
        if (reported is null)
        {
            var end = statement.IndexOfAny(new[] { ';', ' ' });
            reported = statement.Substring(0, end);
        }

        var start = statement.IndexOf(reported, StringComparison.Ordinal);
        return statement.Insert(start + reported.Length, "|}").Insert(start, "{|LMI1002:");
    }

    private static string InHandler(string type, string statements) =>
        (statements.Contains("Interlocked.") ? "using System;\nusing System.Threading;\n" : "using System;\n") + $$"""
        using Amazon.Lambda.Core;

        public class F
        {
            private {{type}} _x;

            public string Handle(string input, ILambdaContext context)
            {
                {{statements}}
                return input;
            }
        }
        """;
}
