using System.Net.Http;
using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Clean.Process.TypedClientOfItsOwn;

[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<HttpClient>();
        services.AddHttpClient<Scraper>();
        services.AddHttpClient<IFeed, Feed>();
    }
}

/// <summary>The factory makes a client for each of these: the singleton is another one.</summary>
public class Scraper
{
    private readonly HttpClient _http;

    public Scraper(HttpClient http)
    {
        _http = http;
        _http.DefaultRequestHeaders.Add("User-Agent", "scraper/1.0");
    }

    public Task<string> Read(string address) => _http.GetStringAsync(address);
}

public interface IFeed
{
    Task<string> Read(string token);
}

public class Feed(HttpClient http) : IFeed
{
    public Task<string> Read(string token)
    {
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return http.GetStringAsync("https://feed.example.com");
    }
}

public class Functions(Scraper scraper)
{
    [LambdaFunction]
    public Task<string> Scrape(string address) => scraper.Read(address);

    [LambdaFunction]
    public Task<string> Read(string token, [FromServices] IFeed feed) => feed.Read(token);
}
