using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.DecoratedGateway;

public interface IGateway
{
    Task<string> SendAsync(Envelope envelope);
}

public sealed class Envelope
{
    public string Body { get; set; } = "";
    public Dictionary<string, string> Headers { get; } = [];
    public int Attempts { get; set; }
}

public sealed class HttpGateway : IGateway
{
    public async Task<string> SendAsync(Envelope envelope)
    {
        await Task.Delay(1);
        envelope.Headers["sent"] = DateTime.UtcNow.ToString("O");
        return envelope.Body;
    }
}

/// <summary>A decorator: it keeps the inner gateway and a counter, and writes to the envelope it was given.</summary>
public sealed class RetryingGateway(IGateway inner, int limit) : IGateway
{
    private int _retries;

    public async Task<string> SendAsync(Envelope envelope)
    {
        while (true)
        {
            try
            {
                envelope.Attempts++;
                return await inner.SendAsync(envelope);
            }
            catch (TimeoutException) when (envelope.Attempts < limit)
            {
                Interlocked.Increment(ref _retries);
            }
        }
    }
}

[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<HttpGateway>();
        services.AddSingleton<IGateway>(static p => new RetryingGateway(p.GetRequiredService<HttpGateway>(), 3));
    }
}

public class OutboxFunction(IGateway gateway)
{
    [LambdaFunction]
    [HttpApi(LambdaHttpMethod.Post, "/outbox")]
    public Task<string> Send([FromBody] string body)
    {
        var envelope = new Envelope { Body = body };
        envelope.Headers.Add("id", Guid.NewGuid().ToString());
        return gateway.SendAsync(envelope);
    }
}
