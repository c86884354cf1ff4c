using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Microsoft.ML;
using MongoDB.Driver;

namespace Corpus.Clean.Memory.ClientOfOneCustomer;

public sealed class Order
{
    public string Token { get; set; } = "";

    public string Address { get; set; } = "";

    public string User { get; set; } = "";

    public Row[] Rows { get; set; } = Array.Empty<Row>();
}

public sealed class Row
{
    public float Size { get; set; }

    public float Price { get; set; }
}

/// <summary>Clients that carry what belongs to one customer, and models that are trained to be kept, or from what one request brings: no single one would do.</summary>
public class Function
{
    public async Task<string> Handle(Order order, ILambdaContext context)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", order.Token);
        return await client.GetStringAsync("https://example.org/orders");
    }

    public async Task<string> HandleAddress(Order order, ILambdaContext context)
    {
        using var client = new HttpClient { BaseAddress = new Uri(order.Address) };
        return await client.GetStringAsync("orders");
    }

    public async Task<string> HandleKey(Order order, ILambdaContext context)
    {
        using var client = ClientFor(order.Token);
        return await client.GetStringAsync("https://example.org/orders");
    }

    public async Task<string> HandleCredentials(Order order, ILambdaContext context)
    {
        var handler = new HttpClientHandler();
        handler.Credentials = new NetworkCredential(order.User, order.Token);
        using var client = new HttpClient(handler);
        return await client.GetStringAsync("https://example.org/orders");
    }

    public async Task<string> HandleCertificate(Order order, ILambdaContext context)
    {
        var handler = new HttpClientHandler();
        handler.ClientCertificates.Add(new X509Certificate2(order.Address, order.Token));
        using var client = new HttpClient(handler);
        return await client.GetStringAsync("https://example.org/orders");
    }

    /// <summary>Cookies of one conversation.</summary>
    public async Task<string> HandleCookies(string input, ILambdaContext context)
    {
        var handler = new HttpClientHandler();
        handler.CookieContainer = new CookieContainer();
        using var client = new HttpClient(handler);
        await client.GetStringAsync("https://example.org/login");
        return await client.GetStringAsync("https://example.org/orders");
    }

    public async Task<string> HandleLater(Order order, ILambdaContext context)
    {
        using var client = PlainClient();
        client.BaseAddress = new Uri(order.Address);
        return await client.GetStringAsync("orders");
    }

    public string HandleDatabase(Order order, ILambdaContext context) => new MongoClient(order.Address).GetDatabase("orders").DatabaseNamespace.DatabaseName;

    /// <summary>Trains again on purpose, and saves what it has trained.</summary>
    public void HandleTraining(Order order, ILambdaContext context)
    {
        var ml = new MLContext();
        var data = ml.Data.LoadFromTextFile<Row>("/opt/rows.csv", ',', true);
        var model = ml.Transforms.Concatenate("Features", "Size").Append(ml.Regression.Trainers.Sdca("Price")).Fit(data);
        ml.Model.Save(model, data.Schema, $"models/{Guid.NewGuid():N}.zip");
    }

    /// <summary>Hands the trained model on to be saved into a stream.</summary>
    public byte[] HandleTrainingInMemory(Order order, ILambdaContext context)
    {
        var ml = new MLContext();
        var data = ml.Data.LoadFromTextFile<Row>("/opt/rows.csv", ',', true);
        return Bytes(ml, ml.Regression.Trainers.Sdca("Price").Fit(data), data.Schema);
    }

    /// <summary>A forecast of what the request brings.</summary>
    public int HandleForecast(Order order, ILambdaContext context)
    {
        var ml = new MLContext();
        var data = ml.Data.LoadFromEnumerable(order.Rows.Where(r => r.Price > 0));
        return ml.Transforms.Concatenate("Features", "Size").Append(ml.Regression.Trainers.Sdca("Price")).Fit(data).GetHashCode();
    }

    private static byte[] Bytes(MLContext ml, ITransformer model, DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        ml.Model.Save(model, schema, stream);
        return stream.ToArray();
    }

    private static HttpClient ClientFor(string key)
    {
        var client = new HttpClient();
        client.DefaultRequestHeaders.Add("X-Key", key);
        return client;
    }

    private static HttpClient PlainClient() => new HttpClient();
}
