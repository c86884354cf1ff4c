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

    [Fact]
    public Task A_local_that_is_only_locked_is_made_for_the_lock() => Fix.RepairsAsync(
        Function("""
                private int _count;

                public int Handle(string input, ILambdaContext context)
                {
                    var gate = new object();
                    lock ({|LMI1009:gate|})
                    {
                        return ++_count;
                    }
                }
            """),
        Function("""
                private int _count;
                private readonly object _countLock = new();

                public int Handle(string input, ILambdaContext context)
                {
                    lock (_countLock)
                    {
                        return ++_count;
                    }
                }
            """));

    [Fact]
    public Task A_field_that_is_replaced_keeps_its_first_object() => Fix.RepairsAsync(
        Function("""
                private static int s_count;
                private object _gate = new();

                public int Handle(string input, ILambdaContext context)
                {
                    lock ({|LMI1009:_gate|})
                    {
                        _gate = new object();
                        return ++s_count;
                    }
                }
            """),
        Function("""
                private static int s_count;
                private static readonly object _gate = new();

                public int Handle(string input, ILambdaContext context)
                {
                    lock (_gate)
                    {
                        return ++s_count;
                    }
                }
            """));

    [Fact]
    public Task A_semaphore_of_the_method_becomes_a_field() => Fix.RepairsAsync(
        Function("""
                private static int s_count;

                public async Task<int> Handle(string input, ILambdaContext context)
                {
                    using var gate = new SemaphoreSlim(1, 1);
                    await {|LMI1009:gate|}.WaitAsync();
                    try
                    {
                        return ++s_count;
                    }
                    finally
                    {
                        gate.Release();
                    }
                }
            """),
        Function("""
                private static readonly SemaphoreSlim s_countLock = new SemaphoreSlim(1, 1);
                private static int s_count;

                public async Task<int> Handle(string input, ILambdaContext context)
                {
                    await s_countLock.WaitAsync();
                    try
                    {
                        return ++s_count;
                    }
                    finally
                    {
                        s_countLock.Release();
                    }
                }
            """));

    [Theory]
    [InlineData("private static readonly object[] s_gates = { new() };", "lock (input)")]
    [InlineData("private static object Make() => new();", "lock (Make())")]
    [InlineData("private object _gate = new(); private object Gate => _gate;", "_gate = new(); lock (_gate)")]
    [InlineData("private static void Keep(object gate) { }", "var gate = new object(); Keep(gate); lock (gate)")]
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
        using System.Threading;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class Function
        {
        {{members}}
        }
        """;
}
