using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.OutgoingHeaders;

/// <summary>A message handler is shared and pooled: it changes the message that passes, and nothing of its own.</summary>
public sealed class CorrelationHandler(IHttpContextAccessor accessor) : DelegatingHandler
{
    private int _calls;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _calls);
        request.Headers.Remove("X-Correlation");
        request.Headers.Add("X-Correlation", accessor.HttpContext?.TraceIdentifier ?? number.ToString());
        var response = await base.SendAsync(request, cancellationToken);
        response.Headers.Remove("Server");
        return response;
    }
}

public sealed class InventoryClient(HttpClient http)
{
    public async Task<int> CountAsync(string sku)
    {
        using var response = await http.GetAsync("/stock/" + sku);
        var text = await response.Content.ReadAsStringAsync();
        return int.TryParse(text, out var count) ? count : 0;
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddTransient<CorrelationHandler>();
        builder.Services.AddHttpClient<InventoryClient>(c =>
        {
            c.BaseAddress = new Uri("https://inventory.example");
            c.Timeout = TimeSpan.FromSeconds(2);
        }).AddHttpMessageHandler<CorrelationHandler>();
        var app = builder.Build();
        app.MapGet("/stock/{sku}", (string sku, InventoryClient client) => client.CountAsync(sku));
        app.Run();
    }
}
