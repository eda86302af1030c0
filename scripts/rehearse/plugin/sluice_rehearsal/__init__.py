"""What the rehearsal adds to LocalStack: a Lambda executor for Node, services over moto, and their CloudFormation types."""
