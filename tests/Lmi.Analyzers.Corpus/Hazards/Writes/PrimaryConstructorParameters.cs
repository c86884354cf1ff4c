using System.Threading;
using Amazon.Lambda.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Hazards.PrimaryConstructorParameters;

/// <summary>A captured parameter of a primary constructor is a field of the object: shared with a singleton, not with a scoped service.</summary>
public sealed class Sequence(int next, string prefix)
{
    public string Take()
    {
        next++; //! LMI1002
        return prefix + next;
    }
}

public sealed class SafeSequence(int start)
{
    private int _next = start;

    public int Take() => Interlocked.Increment(ref _next);
}

public sealed class ScopedSequence(int next)
{
    public int Take() => ++next;
}

[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton(new Sequence(100, "A"));
        services.AddSingleton(_ => new SafeSequence(100));
        services.AddScoped(_ => new ScopedSequence(0));
    }
}

public class NumberFunction(Sequence sequence, SafeSequence safe)
{
    [LambdaFunction]
    public string Next(string kind, [FromServices] ScopedSequence own)
        => kind == "safe" ? safe.Take() + "/" + own.Take() : sequence.Take();
}
