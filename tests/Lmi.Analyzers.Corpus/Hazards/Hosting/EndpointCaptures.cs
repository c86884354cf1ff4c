using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Corpus.Hazards.EndpointCaptures;

public record Score(string Player, int Points);

/// <summary>Endpoint delegates run for each request; what they capture is one for all.</summary>
public static class Program
{
    public static void Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        var app = builder.Build();

        var best = new Dictionary<string, int>();
        var guardedBest = new Dictionary<string, int>();
        var gate = new object();
        var posted = 0;
        var safePosted = 0;
        Score? current = null;

        best["nobody"] = 0;
        posted = 0;

        app.MapPost("/scores", (Score score) =>
        {
            var previous = best.GetValueOrDefault(score.Player);
            best[score.Player] = score.Points; //! LMI1001
            posted++; //! LMI1002
            Interlocked.Increment(ref safePosted);
            return previous;
        });

        app.MapPost("/scores/safe", (Score score) =>
        {
            var own = new Dictionary<string, int> { ["points"] = score.Points };
            lock (gate)
            {
                guardedBest[score.Player] = score.Points;
            }

            own["points"]++;
            return own;
        });

        app.MapPut("/scores/current", async (Score score, HttpContext http) =>
        {
            current = score; //! LMI1006
            await Task.Yield();
            http.Items["current"] = score;
            return current.Points;
        });

        app.Run();
    }
}
