using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.ScopedMiddleware;

public interface ICurrentUser
{
    string Name { get; set; }
}

public sealed class CurrentUser : ICurrentUser
{
    public string Name { get; set; } = "";
}

/// <summary>Middleware that is activated by the container for each request: scoped, so its fields are the request's.</summary>
public sealed class UserMiddleware(ICurrentUser user) : IMiddleware
{
    private readonly List<string> _trail = [];
    private string _path = "";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        _path = context.Request.Path;
        _trail.Add(_path);
        user.Name = context.User.Identity?.Name ?? "anonymous";
        await next(context);
        _trail.Clear();
    }
}

public sealed class Greeter(ICurrentUser user)
{
    private int _greetings;

    public string Greet()
    {
        _greetings++;
        return $"{user.Name} {_greetings}";
    }
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddScoped<ICurrentUser, CurrentUser>();
        builder.Services.AddScoped<UserMiddleware>();
        builder.Services.AddTransient<Greeter>();
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        var app = builder.Build();
        app.UseMiddleware<UserMiddleware>();
        app.MapGet("/hello", (Greeter greeter) => greeter.Greet());
        app.Run();
    }
}
