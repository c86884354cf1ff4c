using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Hazards.LongLivedServices;

public interface IClock
{
    DateTime Now();
}

/// <summary>Transient, but a singleton took one through its constructor and keeps it.</summary>
public sealed class SteppingClock : IClock
{
    private int _reads;

    public DateTime Now()
    {
        _reads++; //! LMI1002
        return DateTime.UtcNow;
    }
}

public sealed class Throttle(IClock clock)
{
    private DateTime _until;
    private long _safeUntil;

    public bool Closed => clock.Now() < _until || Interlocked.Read(ref _safeUntil) > 0;

    public void Close()
    {
        _until = clock.Now().AddSeconds(5); //! LMI1002
        Interlocked.Exchange(ref _safeUntil, DateTime.UtcNow.Ticks);
    }
}

public sealed class RequestTally
{
    private int _steps;

    public int Step() => ++_steps;
}

/// <summary>Conventional middleware is one object for all requests.</summary>
public sealed class CountingMiddleware(RequestDelegate next)
{
    private int _inFlight;
    private int _safeInFlight;

    public async Task InvokeAsync(HttpContext context, RequestTally tally)
    {
        _inFlight++; //! LMI1002
        Interlocked.Increment(ref _safeInFlight);
        tally.Step();
        await next(context);
        Interlocked.Decrement(ref _safeInFlight);
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddTransient<IClock, SteppingClock>();
        builder.Services.AddSingleton<Throttle>();
        builder.Services.AddScoped<RequestTally>();
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        var app = builder.Build();
        app.UseMiddleware<CountingMiddleware>();
        app.MapPost("/close", (Throttle throttle) =>
        {
            throttle.Close();
            return throttle.Closed;
        });
        app.Run();
    }
}
