using System.Threading.Tasks;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.EventIntoFields;

/// <summary>The request and the context put into fields of the handler, its base and its type; the twin passes them down.</summary>
public abstract class ContextualFunction
{
    protected ILambdaContext? Context;
    protected static string? LastPath;
}

public class Function : ContextualFunction
{
    private APIGatewayProxyRequest? _request;
    private string _user = "";

    public async Task<APIGatewayProxyResponse> Handle(APIGatewayProxyRequest request, ILambdaContext context)
    {
        Context = context; //! LMI1006
        _request = request; //! LMI1006
        LastPath = request.Path; //! LMI1006
        _user = request.RequestContext.Authorizer.PrincipalId; //! LMI1006
        await Task.Delay(1);
        return new APIGatewayProxyResponse { Body = Describe() + Describe(request, context) };
    }

    private string Describe() => $"{_user} {_request!.Body} {Context!.AwsRequestId} {LastPath}";

    private static string Describe(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var user = "";
        user = request.RequestContext.Authorizer.PrincipalId;
        return $"{user} {request.Body} {context.AwsRequestId}";
    }
}
