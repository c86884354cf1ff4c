using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Corpus.Hazards.CapturedEvent;

public sealed class Session
{
    public string Table = "";
    public ILambdaContext? Context { get; set; }
}

/// <summary>Event data in locals of Main and in an object that they hold; the twin makes the object inside the handler.</summary>
public static class Program
{
    public static async Task Main(string[] args)
    {
        var session = new Session();
        DynamoDBEvent? current = null;
        session.Table = args.Length > 0 ? args[0] : "orders";

        await LambdaBootstrapBuilder.Create(async (DynamoDBEvent evt, ILambdaContext context) =>
        {
            var own = new Session { Context = context };
            current = evt; //! LMI1006
            session.Context = context; //! LMI1006
            own.Table = evt.Records[0].EventSourceArn;
            await WorkAsync(session, own);
        }, new DefaultLambdaJsonSerializer()).Build().RunAsync();

        async Task WorkAsync(Session shared, Session mine)
        {
            await Task.Delay(current!.Records.Count);
            shared.Table = mine.Table; //! LMI1006
            mine.Context = null;
        }
    }
}
