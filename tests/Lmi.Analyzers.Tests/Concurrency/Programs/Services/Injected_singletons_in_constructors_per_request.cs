using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
builder.Services.AddSingleton<IFeed, Feed>();
builder.Services.AddScoped<OwnFeed>();
builder.Services.AddTransient<Listener>();
builder.Services.AddTransient<OwnListener>();
builder.Services.AddSingleton<OneListener>();
var app = builder.Build();
app.MapGet("/", (Listener listener, OwnListener own, OneListener one) => listener.Last + own.Last + one.Last);
app.Run();

public interface IFeed
{
    event EventHandler<string> Published;
}

public sealed class Feed : IFeed
{
    public event EventHandler<string>? Published;

    public void Publish(string text) => Published?.Invoke(this, text);
}

public sealed class OwnFeed
{
    public event EventHandler<string>? Published;

    public void Publish(string text) => Published?.Invoke(this, text);
}

public sealed class Listener
{
    public Listener(IFeed feed)
    {
        {|LMI1010:feed.Published|} += (_, text) => Last = text;
    }

    public string Last { get; private set; } = "";
}

public sealed class OwnListener
{
    public OwnListener(OwnFeed feed)
    {
        feed.Published += (_, text) => Last = text;
    }

    public string Last { get; private set; } = "";
}

public sealed class OneListener
{
    private string _last = "";

    public OneListener(IFeed feed)
    {
        feed.Published += (_, text) => System.Threading.Volatile.Write(ref _last, text);
    }

    public string Last => System.Threading.Volatile.Read(ref _last);
}
