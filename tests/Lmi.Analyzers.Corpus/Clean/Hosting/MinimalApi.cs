using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.MinimalApi;

public record Product(string Sku, string Name);

/// <summary>Endpoint delegates: captured locals are frozen or counted atomically, everything else is the request's.</summary>
public static class Program
{
    public static Task Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        var app = builder.Build();

        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        names["a1"] = "Anvil";
        names["b2"] = "Bolt";
        var catalog = names.ToFrozenDictionary();
        var hits = 0L;

        app.MapGet("/products/{sku}", (string sku) =>
        {
            var number = Interlocked.Increment(ref hits);
            var found = catalog.TryGetValue(sku, out var name);
            return found ? Results.Ok(new Product(sku, name + "#" + number)) : Results.NotFound();
        });

        app.MapPost("/products", async (Product product, HttpContext http) =>
        {
            var problems = new List<string>();
            if (product.Sku.Length == 0)
            {
                problems.Add("sku");
            }

            http.Response.Headers["X-Problems"] = problems.Count.ToString();
            await Task.Yield();
            return problems.Count > 0 ? Results.BadRequest(problems) : Results.Accepted();
        });

        app.MapGet("/hits", () => Interlocked.Read(ref hits));
        app.MapDelete("/products/{sku}", Remove);
        return app.RunAsync();
    }

    private static IResult Remove(string sku)
    {
        var left = sku.Length;
        left--;
        return left > 0 ? Results.NoContent() : Results.NotFound();
    }
}
