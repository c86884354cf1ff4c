using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Hazards.SingletonMessageHandler;

/// <summary>A singleton client object that remembers the request it is working on.</summary>
public sealed class BillingClient(HttpClient http)
{
    private string? _token;
    private long _calls;
    private long _safeCalls;

    public async Task<string> ChargeAsync(string customer, string token)
    {
        _token = token; //! LMI1006
        _calls++; //! LMI1002
        Interlocked.Increment(ref _safeCalls);
        return await SendAsync(customer) + await SendSafelyAsync(customer, token);
    }

    private async Task<string> SendAsync(string customer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/charge/" + customer);
        request.Headers.Authorization = new("Bearer", _token);
        using var response = await http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<string> SendSafelyAsync(string customer, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/charge/" + customer);
        request.Headers.Authorization = new("Bearer", token);
        using var response = await http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        builder.Services.AddSingleton(new HttpClient { BaseAddress = new Uri("https://billing.example") });
        builder.Services.AddSingleton<BillingClient>();
        var app = builder.Build();
        app.MapPost("/charge/{customer}", (string customer, string token, BillingClient client) => client.ChargeAsync(customer, token));
        app.Run();
    }
}
