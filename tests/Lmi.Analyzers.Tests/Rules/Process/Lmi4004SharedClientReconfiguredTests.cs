using System.Threading.Tasks;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.Process;

/// <summary>Clients and settings: shared and changed, or changed before they are shared.</summary>
public class Lmi4004SharedClientReconfiguredTests
{
    [Theory]
    [InlineData("{|LMI4004:Http.DefaultRequestHeaders.Authorization|} = new(\"Bearer\", input);")]
    [InlineData("{|LMI4004:Http.DefaultRequestHeaders.Add|}(\"X-Tenant\", input);")]
    [InlineData("{|LMI4004:Http.DefaultRequestHeaders.Clear|}(); Http.DefaultRequestHeaders.Add(\"X-Tenant\", input);")]
    [InlineData("{|LMI4004:Http.DefaultRequestHeaders.Accept.Add|}(new(\"text/plain\"));")]
    [InlineData("{|LMI4004:Http.BaseAddress|} = new Uri(input);")]
    [InlineData("{|LMI4004:Http.Timeout|} = TimeSpan.FromSeconds(5);")]
    [InlineData("{|LMI4004:_json.WriteIndented|} = true;")]
    [InlineData("{|LMI4004:_json.Converters.Add|}(new JsonStringEnumConverter());")]
    [InlineData("var http = Http; {|LMI4004:http.Timeout|} = TimeSpan.FromSeconds(5);")]
    [InlineData("Prepare(Http, input);")]
    [InlineData("{|LMI4004:_factoryMade.Timeout|} = TimeSpan.FromSeconds(5);")]
    [InlineData("{|LMI4004:_handler.AllowAutoRedirect|} = false;")]
    [InlineData("lock (_json) { {|LMI4004:Http.DefaultRequestHeaders.Authorization|} = new(\"Bearer\", input); } var answer = Http.Send(new());")]
    public Task A_change_meets_the_requests_of_others(string statement) => Verify.RulesAsync(Function(
        statement, statement.StartsWith("Prepare", System.StringComparison.Ordinal) ? "{|LMI4004:http.DefaultRequestHeaders.UserAgent.ParseAdd|}(agent);" : "http.DefaultRequestHeaders.UserAgent.ParseAdd(agent);"));

    [Theory]
    [InlineData("using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) }; http.DefaultRequestHeaders.Add(\"X-Tenant\", input);")]
    [InlineData("var http = _factory.CreateClient(); http.BaseAddress = new Uri(input); Prepare(http, input);")]
    [InlineData("var options = new JsonSerializerOptions(_json) { WriteIndented = true }; options.Converters.Add(new JsonStringEnumConverter());")]
    [InlineData("using var request = new HttpRequestMessage(HttpMethod.Get, input); request.Headers.Authorization = new(\"Bearer\", input); request.Headers.Add(\"X-Tenant\", input);")]
    [InlineData("var timeout = Http.Timeout + TimeSpan.Zero; var accepted = Http.DefaultRequestHeaders.Accept.Count;")]
    [InlineData("lock ({|LMI4008:_json|}) { Http.DefaultRequestHeaders.Authorization = new(\"Bearer\", input); Http.Send(new()); }")]
    public Task What_one_invocation_owns_is_silent(string statement) => Verify.RulesAsync(Function(statement, "http.DefaultRequestHeaders.UserAgent.ParseAdd(agent);"));

    [Fact]
    public Task Clients_are_configured_before_they_are_shared() => Verify.RulesAsync("""
        using System;
        using System.Net.Http;
        using Amazon.Lambda.Annotations;
        using Amazon.Lambda.Core;
        using Microsoft.Extensions.DependencyInjection;

        [LambdaStartup]
        public class Startup
        {
            public void ConfigureServices(IServiceCollection services)
            {
                services.AddHttpClient("catalog", client => client.BaseAddress = new Uri("https://catalog.example.com"));
                services.AddScoped<Catalog>();
                services.AddSingleton(_ =>
                {
                    var client = new HttpClient();
                    client.Timeout = TimeSpan.FromSeconds(5);
                    return client;
                });
            }
        }

        public class Catalog
        {
            private readonly HttpClient _http = {|LMI3001:new()|};

            public void Use(string token) => _http.DefaultRequestHeaders.Add("X-Token", token);
        }

        public class Function
        {
            private static readonly HttpClient Http = Create();
            private static readonly Lazy<HttpClient> Slow = new(() =>
            {
                var client = new HttpClient();
                client.Timeout = TimeSpan.FromMinutes(1);
                return client;
            });

            public Function() => Http.DefaultRequestHeaders.Add("X-Api", "1");

            private static HttpClient Create()
            {
                var client = new HttpClient { BaseAddress = new Uri("https://example.com") };
                client.DefaultRequestHeaders.UserAgent.ParseAdd("orders/1.0");
                return client;
            }

            [LambdaFunction]
            public string Handle(string input, [FromServices] Catalog catalog)
            {
                catalog.Use(input);
                return Http.GetType().Name + Slow.Value.Timeout;
            }
        }
        """);

    private static string Function(string statement, string prepares) => $$"""
        using System;
        using System.Net.Http;
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using Amazon.Lambda.Core;

        public class Function
        {
            private static readonly HttpClient Http = new();
            private readonly JsonSerializerOptions _json = new();
            private readonly HttpClientHandler _handler = new();
            private readonly IHttpClientFactory _factory;
            private readonly HttpClient _factoryMade;

            public Function(IHttpClientFactory factory)
            {
                _factory = factory;
                _factoryMade = factory.CreateClient("orders");
            }

            public Function() : this(null!)
            {
            }

            public string Handle(string input, ILambdaContext context)
            {
                {{statement}}
                return input;
            }

            private static void Prepare(HttpClient http, string agent)
            {
                {{prepares}}
            }
        }
        """;
}
