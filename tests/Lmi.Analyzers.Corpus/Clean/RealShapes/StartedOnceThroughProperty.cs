using System;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;


namespace Corpus.Clean.StartedOnceThroughProperty;

public enum Warmup { AtInit, AtFirstRequest }

public abstract class ServiceFunction
{
    protected IServiceProvider Services;
    protected readonly object _gate = new();

    protected ServiceFunction(Warmup warmup)
    {
        if (warmup == Warmup.AtInit)
        {
            Warm();
        }
    }

    protected bool Ready => Services != null;

    protected virtual void Register(IServiceCollection services)
    {
    }

    protected void Warm()
    {
        var services = new ServiceCollection();
        Register(services);
        Services = services.BuildServiceProvider();
    }
}

public abstract class ServiceFunction<TIn, TOut> : ServiceFunction
{
    protected ServiceFunction(Warmup warmup)
        : base(warmup)
    {
    }

    protected abstract TOut Answer(IServiceProvider services, TIn input);

    [LambdaSerializer(typeof(Amazon.Lambda.Serialization.SystemTextJson.DefaultLambdaJsonSerializer))]
    public virtual Task<TOut> Handle(TIn input, ILambdaContext context)
    {
        if (!Ready)
        {
            lock (_gate)
            {
                if (!Ready)
                {
                    Warm();
                }
            }
        }

        using var scope = Services.CreateScope();
        return Task.FromResult(Answer(scope.ServiceProvider, input));
    }
}
