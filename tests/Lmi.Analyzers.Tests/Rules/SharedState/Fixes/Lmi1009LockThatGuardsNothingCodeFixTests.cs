using System.Threading.Tasks;
using Xunit;
using Fix = Lmi.Analyzers.Tests.VerifyFix<Lmi.Analyzers.CodeFixes.Rules.SharedState.Lmi1009LockThatGuardsNothingCodeFix>;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>One lock object for everybody, and everything that it guards under it.</summary>
public class Lmi1009LockThatGuardsNothingCodeFixTests
{
    [Fact]
    public Task The_field_of_each_object_becomes_static() => Fix.RepairsAsync(
        Recorder("private readonly object _gate = new(); // guards the count", "lock ({|LMI1009:_gate|})", "lock ({|LMI1009:_gate|})"),
        Recorder("private static readonly object _gate = new(); // guards the count", "lock (_gate)", "lock (_gate)"));

    [Fact]
    public Task What_is_made_for_the_lock_gives_way_to_a_field() => Fix.RepairsAsync(
        Function("""
                private int _count;

                public int Handle(string input, ILambdaContext context)
                {
                    // Each order once.
                    lock ({|LMI1009:new object()|})
                    {
                        _count++;
                    }

                    lock ((object)input.Length)
                    {
                        return _count;
                    }
                }
            """),
        Function("""
                private int _count;
                private readonly object _countLock = new();

                public int Handle(string input, ILambdaContext context)
                {
                    // Each order once.
                    lock (_countLock)
                    {
                        _count++;
                    }

                    lock (_countLock)
                    {
                        return _count;
                    }
                }
            """));

    [Theory]
    [InlineData("private static readonly object[] s_gates = { new() };", "lock (input)")]
    [InlineData("private static object Make() => new();", "lock (Make())")]
    [InlineData("private object _unused = new();", "var gate = new object(); lock (gate)")]
    public Task What_comes_from_elsewhere_is_left_alone(string member, string taken) => Fix.OffersAsync(Function($$"""
            private int _count;
            {{member}}

            public int Handle(string input, ILambdaContext context)
            {
                {{taken}}
                {
                    return ++_count;
                }
            }
        """));

    private static string Recorder(string field, string first, string second) => $$"""
        using Amazon.Lambda.Core;

        public class Recorder
        {
            private static long s_count;
            {{field}}

            public void Record()
            {
                {{first}}
                {
                    s_count++;
                }
            }

            public long Count()
            {
                {{second}}
                {
                    return s_count;
                }
            }
        }

        public class Function
        {
            public long Handle(string input, ILambdaContext context)
            {
                var recorder = new Recorder();
                recorder.Record();
                return recorder.Count();
            }
        }
        """;

    private static string Function(string members) => $$"""
        using Amazon.Lambda.Core;

        public class Function
        {
        {{members}}
        }
        """;
}
