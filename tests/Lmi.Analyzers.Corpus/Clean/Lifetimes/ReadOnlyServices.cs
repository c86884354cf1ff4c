using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;
using Amazon.Lambda.Annotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Corpus.Clean.ReadOnlyServices;

public sealed class MailOptions
{
    public string Sender { get; set; } = "";
    public List<string> Copies { get; set; } = [];
    public Dictionary<string, string> Subjects { get; set; } = [];
}

/// <summary>Options are changed while they are configured, serializer options while they are built; invocations only read.</summary>
[LambdaStartup]
public class Startup
{
    public void ConfigureServices(IServiceCollection services)
    {
        services.Configure<MailOptions>(options =>
        {
            options.Sender = "shop@example.org";
            options.Copies.Add("audit@example.org");
            options.Subjects["order"] = "Your order";
        });
        services.AddSingleton<HttpClient>();
        services.AddSingleton<MailSender>();
    }
}

public sealed record Mail(string From, string To, string Subject);

public sealed class MailSender
{
    private static readonly JsonSerializerOptions s_json = CreateJson();
    private readonly HttpClient _http;
    private readonly MailOptions _options;
    private readonly Uri _target;

    public MailSender(HttpClient http, IOptions<MailOptions> options)
    {
        _http = http;
        _options = options.Value;
        if (_options.Copies.Count == 0)
        {
            _options.Copies.Add(_options.Sender);
        }

        _target = new Uri("https://mail.example.org/send");
    }

    public async Task<int> SendAsync(string to, string kind)
    {
        var sent = 0;
        foreach (var recipient in new List<string>(_options.Copies) { to })
        {
            var mail = new Mail(_options.Sender, recipient, _options.Subjects[kind]);
            using var message = new HttpRequestMessage(HttpMethod.Post, _target);
            message.Content = new StringContent(JsonSerializer.Serialize(mail, s_json));
            message.Headers.Add("X-Recipient", recipient);
            using var response = await _http.SendAsync(message);
            sent += response.IsSuccessStatusCode ? 1 : 0;
        }

        return sent;
    }

    private static JsonSerializerOptions CreateJson()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        options.Converters.Add(new JsonStringEnumConverter());
        options.WriteIndented = false;
        return options;
    }
}

public class MailFunction(MailSender sender)
{
    [LambdaFunction]
    public Task<int> Send(string to) => sender.SendAsync(to, "order");
}
