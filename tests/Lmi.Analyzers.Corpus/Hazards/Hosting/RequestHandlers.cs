using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Hazards.RequestHandlers;

public interface IRequestHandler<TRequest, TResponse>
{
    Task<TResponse> HandleAsync(TRequest request, CancellationToken cancellationToken);
}

public sealed class Dispatcher(IServiceProvider services)
{
    public Task<TResponse> SendAsync<TRequest, TResponse>(TRequest request, CancellationToken cancellationToken)
        where TRequest : notnull
        => services.GetRequiredService<IRequestHandler<TRequest, TResponse>>().HandleAsync(request, cancellationToken);
}

public record CreateUser(string Name);

public record FindUser(string Name);

/// <summary>Transient handlers, so their fields are one request's; their static fields are everybody's.</summary>
public sealed class CreateUserHandler : IRequestHandler<CreateUser, int>
{
    private static readonly HashSet<string> Taken = new(StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<string, byte> SafelyTaken = new(StringComparer.OrdinalIgnoreCase);
    private static int s_lastId;
    private readonly List<string> _steps = [];
    private int _id;

    public async Task<int> HandleAsync(CreateUser request, CancellationToken cancellationToken)
    {
        _steps.Add("check");
        if (!Taken.Add(request.Name)) //! LMI1001
        {
            return -1;
        }

        SafelyTaken.TryAdd(request.Name, 0);
        await Task.Yield();
        _id = ++s_lastId; //! LMI1002
        _steps.Add("created");
        return _id;
    }
}

/// <summary>A handler registered as a singleton shares its fields too.</summary>
public sealed class FindUserHandler : IRequestHandler<FindUser, string>
{
    private FindUser? _request;

    public async Task<string> HandleAsync(FindUser request, CancellationToken cancellationToken)
    {
        _request = request; //! LMI1006
        await Task.Yield();
        return Describe(request) + _request.Name;
    }

    private static string Describe(FindUser request)
    {
        var text = "user ";
        text += request.Name;
        return text;
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        builder.Services.AddScoped<Dispatcher>();
        builder.Services.AddTransient<IRequestHandler<CreateUser, int>, CreateUserHandler>();
        builder.Services.AddSingleton<IRequestHandler<FindUser, string>, FindUserHandler>();
        var app = builder.Build();
        app.MapPost("/users", (CreateUser command, Dispatcher dispatcher) => dispatcher.SendAsync<CreateUser, int>(command, default));
        app.MapGet("/users", (string name, Dispatcher dispatcher) => dispatcher.SendAsync<FindUser, string>(new FindUser(name), default));
        app.Run();
    }
}
