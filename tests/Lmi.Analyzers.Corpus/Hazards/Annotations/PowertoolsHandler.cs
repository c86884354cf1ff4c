using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.Lambda.APIGatewayEvents;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Metrics;
using AWS.Lambda.Powertools.Tracing;

namespace Corpus.Hazards.PowertoolsHandler;

/// <summary>A handler that only its attributes and its event name as one; no context parameter.</summary>
public class Function
{
    private static readonly List<string> Correlations = [];
    private static string s_correlation = "";

    [Logging(LogEvent = true)]
    [Metrics(Namespace = "Search")]
    [Tracing]
    public async Task<APIGatewayProxyResponse> Search(APIGatewayProxyRequest request)
    {
        s_correlation = request.RequestContext.RequestId; //! LMI1006
        var own = request.RequestContext.RequestId;
        var trail = new List<string> { own };
        Correlations.Add("search"); //! LMI1001
        trail.Add("search");
        await FindAsync();
        return new APIGatewayProxyResponse { StatusCode = 200, Body = s_correlation + own + trail.Count };
    }

    [Tracing(SegmentName = "find")]
    private static Task FindAsync()
    {
        Logger.LogInformation("find {id}", s_correlation);
        return Task.CompletedTask;
    }
}
