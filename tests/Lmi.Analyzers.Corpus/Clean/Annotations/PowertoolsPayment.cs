using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using AWS.Lambda.Powertools.Idempotency;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Metrics;
using AWS.Lambda.Powertools.Tracing;

namespace Corpus.Clean.PowertoolsPayment;

public record Payment(string Id, decimal Amount);

/// <summary>Attributed methods of the Powertools; the shared part is counted atomically.</summary>
public class Function
{
    private static readonly ActivitySource Source = new("payments");
    private int _active;

    [Logging(LogEvent = true, ClearState = true)]
    [Metrics(Namespace = "Payments", CaptureColdStart = true)]
    [Tracing(CaptureMode = TracingCaptureMode.Disabled)]
    public async Task<APIGatewayProxyResponse> Handle(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var active = Interlocked.Increment(ref _active);
        try
        {
            Metrics.AddMetric("Active", active, MetricUnit.Count);
            Logger.AppendKey("path", request.Path);
            var payment = new Payment(request.Body, decimal.Parse(request.QueryStringParameters["amount"]));
            var id = await ChargeAsync(payment);
            return new APIGatewayProxyResponse
            {
                StatusCode = 200,
                Body = id,
                Headers = new Dictionary<string, string> { ["X-Payment"] = id },
            };
        }
        finally
        {
            Interlocked.Decrement(ref _active);
        }
    }

    [Idempotent(KeyPrefix = "charge")]
    [Tracing(SegmentName = "Charge")]
    private async Task<string> ChargeAsync([IdempotencyKey] Payment payment)
    {
        using var activity = Source.StartActivity("charge");
        activity?.SetTag("amount", payment.Amount);
        var left = payment.Amount;
        while (left > 100)
        {
            left -= 100;
            await Task.Yield();
        }

        return payment.Id + Guid.NewGuid().ToString("N");
    }
}
