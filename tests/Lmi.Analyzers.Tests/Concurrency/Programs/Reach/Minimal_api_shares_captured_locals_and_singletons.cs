using System.Collections.Generic;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
builder.Services.AddSingleton<Counter>();
builder.Services.AddScoped<Scoped>();
builder.Services.AddSingleton<IStore, Store>();
var seen = new List<string>();
var total = 0;
var app = builder.Build();
app.MapGet("/a/{id}", (string id, Counter counter, Scoped sc, IStore store) =>
{
    {|LMI1001:seen.Add|}(id);
    {|LMI1002:total++|};
    counter.Hit();
    sc.Hit();
    store.Put(id);
    var mine = new List<string>();
    mine.Add(id);
    return total;
});
app.MapGet("/b", () => {|LMI1002:total++|});
app.Run();
public class Counter
{
    int _n;
    public void Hit()
    {
        {|LMI1002:_n++|};
    }
}

public class Scoped
{
    int _n;
    public void Hit()
    {
        _n++;
    }
}

public interface IStore
{
    void Put(string s);
}

public class Store : IStore
{
    readonly HashSet<string> _s = new();
    public void Put(string s)
    {
        {|LMI1001:_s.Add|}(s);
    }
}

public class OtherStore : IStore
{
    readonly HashSet<string> _s = new();
    public void Put(string s)
    {
        _s.Add(s);
    }
}
