using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.SNS;
using Amazon.Lambda.Core;
using Amazon.Lambda.SNSEvents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Corpus.Clean.HostBuilderStartup;

public sealed record Subscription(string Topic, string Address);

public sealed class Subscriptions
{
    private readonly List<Subscription> _all;

    public Subscriptions(IEnumerable<Subscription> all)
    {
        _all = [];
        foreach (var subscription in all)
        {
            _all.Add(subscription);
        }

        _all.Sort((a, b) => string.CompareOrdinal(a.Topic, b.Topic));
    }

    public IEnumerable<Subscription> For(string topic)
    {
        foreach (var subscription in _all)
        {
            if (subscription.Topic == topic)
            {
                yield return subscription;
            }
        }
    }
}

[LambdaStartup]
public class Startup
{
    public HostApplicationBuilder ConfigureHostBuilder()
    {
        var builder = Host.CreateApplicationBuilder();
        var known = new List<Subscription>();
        known.Add(new Subscription("orders", "a@example.org"));
        known.Add(new Subscription("returns", "b@example.org"));
        builder.Services.AddSingleton<IEnumerable<Subscription>>(known);
        builder.Services.AddSingleton<Subscriptions>();
        return builder;
    }
}

/// <summary>The services of a host builder's startup are complete before the first invocation.</summary>
public class FanOutFunction(Subscriptions subscriptions)
{
    private long _sent;

    [LambdaFunction]
    [SNSEvent("arn:aws:sns:eu-west-1:1:fan-out")]
    public async Task Send(SNSEvent evt, ILambdaContext context)
    {
        foreach (var record in evt.Records)
        {
            foreach (var subscription in subscriptions.For(record.Sns.Subject))
            {
                await Task.Yield();
                context.Logger.LogInformation(subscription.Address + record.Sns.Message);
                Interlocked.Increment(ref _sent);
            }
        }
    }
}
