using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Microsoft.ML;

namespace Corpus.Hazards.Memory.ClientOfEverybody;

public sealed class Row
{
    public float Price { get; set; }
}

/// <summary>What sets these up is the same for all invocations; what the request brings is only sent, or predicted from.</summary>
public class Function
{
    private static readonly string s_key = Environment.GetEnvironmentVariable("KEY") ?? "";

    public async Task<string> Handle(string input, ILambdaContext context)
    {
        var handler = new HttpClientHandler { UseCookies = false };
        using var client = new HttpClient(handler) { BaseAddress = new Uri("https://example.org") }; //! LMI3001
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", s_key);
        using var request = new HttpRequestMessage(HttpMethod.Get, input);
        request.Headers.Add("X-Customer", input);
        using var response = await client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    public async Task<string> HandleHelper(string input, ILambdaContext context)
    {
        using var client = Plain();
        return await client.GetStringAsync("https://example.org/" + input);
    }

    /// <summary>The same model from the same rows for each request.</summary>
    public float HandleTraining(Row row, ILambdaContext context)
    {
        var ml = new MLContext();
        var data = ml.Data.LoadFromTextFile<Row>("/opt/rows.csv", ',', true);
        var model = ml.Transforms.Concatenate("Features", "Price").Append(ml.Regression.Trainers.Sdca("Price")).Fit(data); //! LMI3001
        return ml.Model.CreatePredictionEngine<Row, Row>(model).Predict(row).Price; //! LMI3001
    }

    private static HttpClient Plain() => new HttpClient(); //! LMI3001
}
