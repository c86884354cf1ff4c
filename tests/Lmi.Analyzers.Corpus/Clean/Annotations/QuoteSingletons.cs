using System.Collections.Frozen;
using System.Collections.Generic;
using System.Threading;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.QuoteSingletons;

public interface IRateBook
{
    decimal RateOf(string product);
}

/// <summary>A singleton that is frozen when it is made.</summary>
public sealed class RateBook(IDictionary<string, decimal> rates) : IRateBook
{
    private readonly FrozenDictionary<string, decimal> _rates = rates.ToFrozenDictionary();

    decimal IRateBook.RateOf(string product) => _rates.GetValueOrDefault(product, 1m);
}

public sealed class QuoteNumbers
{
    private long _last = 1000;

    public long Next() => Interlocked.Increment(ref _last);
}

[LambdaStartup]
public class Startup
{
    private readonly Dictionary<string, decimal> _rates = [];

    public void ConfigureServices(IServiceCollection services)
    {
        _rates["car"] = 2.5m;
        _rates["home"] = 1.5m;
        services.AddSingleton<IRateBook>(new RateBook(_rates));
        services.AddSingleton<QuoteNumbers>();
    }
}

public class QuoteFunctions(IRateBook rates, QuoteNumbers numbers)
{
    [LambdaFunction]
    [HttpApi(LambdaHttpMethod.Get, "/quote/{product}")]
    public string Quote([FromRoute] string product, [FromQuery] decimal amount)
    {
        var price = amount * rates.RateOf(product);
        return $"Q{numbers.Next()}: {price}";
    }
}
