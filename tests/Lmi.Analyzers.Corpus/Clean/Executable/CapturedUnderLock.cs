using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Corpus.Clean.CapturedUnderLock;

public record Vote(string Candidate, int Weight);

/// <summary>A captured dictionary and a captured total, both under a captured lock object, from two local functions.</summary>
public static class Program
{
    public static Task Main()
    {
        var gate = new object();
        var tally = new Dictionary<string, int>();
        var total = 0;

        void Record(Vote vote)
        {
            lock (gate)
            {
                tally[vote.Candidate] = tally.GetValueOrDefault(vote.Candidate) + vote.Weight;
                total += vote.Weight;
            }
        }

        string Leader()
        {
            lock (gate)
            {
                return tally.Count == 0 ? "" : tally.MaxBy(p => p.Value).Key + "/" + total;
            }
        }

        string Handle(Vote vote, ILambdaContext context)
        {
            Record(vote);
            return Leader();
        }

        return LambdaBootstrapBuilder.Create<Vote, string>(Handle, new DefaultLambdaJsonSerializer()).Build().RunAsync();
    }
}
