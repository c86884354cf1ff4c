using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.Mediator;

public interface IRequestHandler<TRequest, TResponse>
{
    Task<TResponse> HandleAsync(TRequest request, CancellationToken cancellationToken);
}

public sealed class Mediator(IServiceProvider services)
{
    public Task<TResponse> SendAsync<TRequest, TResponse>(TRequest request, CancellationToken cancellationToken)
        where TRequest : notnull
        => services.GetRequiredService<IRequestHandler<TRequest, TResponse>>().HandleAsync(request, cancellationToken);
}

public record Book(string Room, int Nights);

/// <summary>A transient handler: its fields live as long as one request.</summary>
public sealed class BookHandler(RoomPrices prices) : IRequestHandler<Book, decimal>
{
    private readonly List<decimal> _nights = [];
    private decimal _total;

    public async Task<decimal> HandleAsync(Book request, CancellationToken cancellationToken)
    {
        for (var i = 0; i < request.Nights; i++)
        {
            _nights.Add(prices.Of(request.Room));
            _total += _nights[^1];
            await Task.Yield();
        }

        return _total;
    }
}

public sealed class RoomPrices
{
    private readonly IReadOnlyDictionary<string, decimal> _prices = new Dictionary<string, decimal> { ["sea"] = 120, ["yard"] = 80 };

    public decimal Of(string room) => _prices.TryGetValue(room, out var price) ? price : 100;
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        builder.Services.AddScoped<Mediator>();
        builder.Services.AddSingleton<RoomPrices>();
        builder.Services.AddTransient<IRequestHandler<Book, decimal>, BookHandler>();
        var app = builder.Build();
        app.MapPost("/book", (Book book, Mediator mediator, CancellationToken token) => mediator.SendAsync<Book, decimal>(book, token));
        app.Run();
    }
}
