using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.SQS;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.ScopePerMessage;

public interface IMessageContext
{
    string MessageId { get; set; }
    IList<string> Notes { get; }
}

public sealed class MessageContext : IMessageContext
{
    public string MessageId { get; set; } = "";
    public IList<string> Notes { get; } = new List<string>();
}

public sealed class MessageProcessor(IMessageContext context)
{
    private int _attempts;

    public async Task<int> RunAsync(string body)
    {
        while (_attempts < 3)
        {
            _attempts++;
            context.Notes.Add(context.MessageId + " attempt " + _attempts);
            await Task.Yield();
            if (body.Length % _attempts == 0)
            {
                break;
            }
        }

        return context.Notes.Count;
    }
}

[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<IMessageContext, MessageContext>();
        services.AddScoped<MessageProcessor>();
    }
}

/// <summary>The function is shared, and opens a scope for each message.</summary>
public class QueueFunction(IServiceScopeFactory scopes)
{
    [LambdaFunction]
    [SQSEvent("arn:aws:sqs:eu-west-1:1:work")]
    public async Task<SQSBatchResponse> Run(SQSEvent batch, ILambdaContext context)
    {
        var response = new SQSBatchResponse();
        foreach (var record in batch.Records)
        {
            using var scope = scopes.CreateScope();
            scope.ServiceProvider.GetRequiredService<IMessageContext>().MessageId = record.MessageId;
            var notes = await scope.ServiceProvider.GetRequiredService<MessageProcessor>().RunAsync(record.Body);
            if (notes > 2)
            {
                response.BatchItemFailures.Add(new() { ItemIdentifier = record.MessageId });
            }
        }

        return response;
    }
}
