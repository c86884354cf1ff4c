using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Hazards.CaptiveScoped;

public sealed class Basket
{
    private readonly List<string> _items = [];

    public int Total { get; private set; }

    public void Put(string item)
    {
        _items.Add(item); //! LMI1001
        Total++; //! LMI1002
    }
}

/// <summary>The same shape, taken as a parameter only.</summary>
public sealed class Receipt
{
    private readonly List<string> _lines = [];

    public int Total { get; private set; }

    public void Put(string line)
    {
        _lines.Add(line);
        Total++;
    }
}

[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<Basket>();
        services.AddScoped<Receipt>();
    }
}

/// <summary>A scoped service in the constructor of a function class comes from the root, and stays.</summary>
public class ShopFunctions(Basket basket)
{
    [LambdaFunction]
    [HttpApi(LambdaHttpMethod.Post, "/basket/{item}")]
    public async Task<int> Put([FromRoute] string item, [FromServices] Receipt receipt)
    {
        basket.Put(item);
        receipt.Put(item);
        await Task.Yield();
        return basket.Total + receipt.Total;
    }
}
