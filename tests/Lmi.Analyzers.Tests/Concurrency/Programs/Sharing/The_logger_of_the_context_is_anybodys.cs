using Amazon.Lambda.Core;

// The logger of the context finds the invocation by itself, whoever stored it.
public class Function
{
    private ILambdaLogger? _logger;
    private string? _request;

    public int Handle(string input, ILambdaContext context)
    {
        _logger = context.Logger;
        {|LMI1006:_request|} = context.AwsRequestId;
        Log(input);
        return input.Length;
    }

    private void Log(string text) => _logger!.LogInformation(_request + text);
}
