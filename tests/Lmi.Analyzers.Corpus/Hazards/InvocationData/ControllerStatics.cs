using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Hazards.ControllerStatics;

public sealed record Cart(string Customer, int Items);

/// <summary>A controller's own fields may hold the request; a static one, or a filter attribute that MVC keeps, may not.</summary>
[ApiController]
[Route("cart")]
public sealed class CartController : ControllerBase
{
    private static readonly ConcurrentDictionary<string, Cart> s_carts = new();
    private static Cart? s_current;
    private Cart? _current;

    [HttpPost]
    public IActionResult Post(Cart cart)
    {
        s_current = cart; //! LMI1006
        _current = cart;
        s_carts[cart.Customer] = cart;
        return Ok(s_current.Items + _current.Items);
    }

    [HttpGet("{customer}")]
    public IActionResult Get(string customer)
    {
        Last.Customer = customer; //! LMI1006
        HttpContext.Items["customer"] = customer;
        return Ok(s_carts.GetValueOrDefault(Last.Customer));
    }
}

public static class Last
{
    public static string Customer { get; set; } = "";
}

public static class DictionaryExtensions
{
    public static TValue? GetValueOrDefault<TKey, TValue>(this ConcurrentDictionary<TKey, TValue> map, TKey key)
        where TKey : notnull
        => map.TryGetValue(key, out var value) ? value : default;
}

public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddControllers();
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        var app = builder.Build();
        app.MapControllers();
        var lastCustomer = "";
        app.MapPut("/cart/{customer}", (string customer, HttpRequest request) =>
        {
            var own = customer;
            own = own.Trim();
            lastCustomer = own; //! LMI1006
            return Results.Ok(lastCustomer);
        });
        app.Run();
    }
}
