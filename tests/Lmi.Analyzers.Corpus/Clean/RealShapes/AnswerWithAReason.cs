using System;
using Amazon.Lambda.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.AnswerWithAReason;

public sealed record Parcel(string Postcode, int Grams);

/// <summary>What is asked before is whether it has been done: only the first invocation comes further.</summary>
public sealed class LabelPrinter
{
    private readonly object _gate = new();
    private ServiceProvider? _services;

    public string Handle(Parcel parcel, ILambdaContext context)
    {
        lock (_gate)
        {
            var (isReady, reason) = State();
            if (!isReady)
            {
                context.Logger.LogInformation(reason);
                _services = new ServiceCollection().AddSingleton(TimeProvider.System).BuildServiceProvider();
            }
        }

        return parcel.Postcode;
    }

    private (bool IsReady, string Reason) State() => (_services != null, "first");
}
