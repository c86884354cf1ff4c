using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Amazon.Lambda.Annotations.APIGateway;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Corpus.Clean.OptionsAndTypedClient;

public sealed class WeatherOptions
{
    public string Endpoint { get; set; } = "https://weather.example";
    public int Retries { get; set; } = 2;
}

/// <summary>A typed client: configured at registration; each call sends a message of its own.</summary>
public sealed class WeatherClient(HttpClient http, IOptions<WeatherOptions> options)
{
    public async Task<string> TodayAsync(string city, string token, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt <= options.Value.Retries; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/today/" + city);
            request.Headers.Authorization = new("Bearer", token);
            request.Options.Set(new HttpRequestOptionsKey<int>("attempt"), attempt);
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return await response.Content.ReadAsStringAsync(cancellationToken);
            }
        }

        return "unknown";
    }
}

[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.Configure<WeatherOptions>(o =>
        {
            o.Endpoint = Environment.GetEnvironmentVariable("WEATHER") ?? o.Endpoint;
            o.Retries = 3;
        });
        services.AddHttpClient<WeatherClient>((provider, client) =>
        {
            client.BaseAddress = new Uri(provider.GetRequiredService<IOptions<WeatherOptions>>().Value.Endpoint);
            client.DefaultRequestHeaders.UserAgent.ParseAdd("weather/1");
        });
    }
}

public class WeatherFunctions(WeatherClient client)
{
    [LambdaFunction]
    [HttpApi(LambdaHttpMethod.Get, "/weather/{city}")]
    public async Task<string> Get([FromRoute] string city, [FromHeader(Name = "Authorization")] string token)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        return await client.TodayAsync(city, token, timeout.Token);
    }
}
