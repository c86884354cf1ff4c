using System;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.GenericNestedPartial;

/// <summary>A static field of a generic type, of a nested type, and of the other part of a partial one.</summary>
public static class Counter<T>
{
    private static int s_count;
    private static int s_safeCount;

    public static void Hit() => s_count++; //! LMI1002

    public static int SafeHit() => Interlocked.Increment(ref s_safeCount);
}

public static class GateExtensions
{
    public static T Pass<T>(this T gate)
        where T : Function.Gate
    {
        gate.Passed++; //! LMI1002
        return gate;
    }

    public static Function.OwnGate PassOwn(this Function.OwnGate gate)
    {
        gate.Passed++;
        return gate;
    }
}

public partial class Function
{
    private readonly Gate _gate = new();
    private Func<int>? _step;
    private int _steps;

    [LambdaFunction]
    public async Task<int> Run(string input, ILambdaContext context)
    {
        Counter<string>.Hit();
        Counter<int>.SafeHit();
        await Task.Delay(1);
        var own = new OwnGate().PassOwn();
        return Part() + _gate.Pass().Passed + own.Passed;
    }

    public class Gate
    {
        public int Passed;
    }

    public sealed class OwnGate
    {
        public int Passed { get; set; }
    }
}

public partial class Function
{
    private static class Nested
    {
        internal static DateTime Seen;
    }

    public Function() => _step = () => _steps++; //! LMI1002

    private int Part()
    {
        Nested.Seen = DateTime.UtcNow; //! LMI1002
        return _step!();
    }
}
